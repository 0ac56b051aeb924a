/** PostgreSQL for the ports of {@code application.secret}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.secret;

import org.jspecify.annotations.NullMarked;
