/** Units of work that no hang-up can tear apart. */
@NullMarked
package io.leaddispatcher.adapter.postgres.transaction;

import org.jspecify.annotations.NullMarked;
