/** PostgreSQL for the ports of {@code application.routing}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.routing;

import org.jspecify.annotations.NullMarked;
