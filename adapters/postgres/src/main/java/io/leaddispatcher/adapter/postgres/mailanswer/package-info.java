/** Offers that were mailed, in PostgreSQL. */
@NullMarked
package io.leaddispatcher.adapter.postgres.mailanswer;

import org.jspecify.annotations.NullMarked;
