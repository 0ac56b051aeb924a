/** PostgreSQL for the ports of {@code application.access}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.access;

import org.jspecify.annotations.NullMarked;
