/** PostgreSQL for the ports of {@code application.outcome}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.outcome;

import org.jspecify.annotations.NullMarked;
