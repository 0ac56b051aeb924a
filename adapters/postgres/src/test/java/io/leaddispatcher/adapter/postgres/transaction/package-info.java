@NullMarked
package io.leaddispatcher.adapter.postgres.transaction;

import org.jspecify.annotations.NullMarked;
