/** PostgreSQL for the ports of {@code application.sso}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.sso;

import org.jspecify.annotations.NullMarked;
