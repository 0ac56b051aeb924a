/** PostgreSQL for the ports of {@code application.closure}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.closure;

import org.jspecify.annotations.NullMarked;
