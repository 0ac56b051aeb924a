/** PostgreSQL for the ports of {@code application.retention}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.retention;

import org.jspecify.annotations.NullMarked;
