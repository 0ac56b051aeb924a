@NullMarked
package io.leaddispatcher.adapter.postgres.connect;

import org.jspecify.annotations.NullMarked;
