/** PostgreSQL for the ports of {@code application.webhook}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.webhook;

import org.jspecify.annotations.NullMarked;
