/** PostgreSQL for the ports of {@code application.intake}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.intake;

import org.jspecify.annotations.NullMarked;
