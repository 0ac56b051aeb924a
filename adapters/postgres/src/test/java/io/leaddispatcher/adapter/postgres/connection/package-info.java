@NullMarked
package io.leaddispatcher.adapter.postgres.connection;

import org.jspecify.annotations.NullMarked;
