/** PostgreSQL for the ports of {@code application.dispatch}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.dispatch;

import org.jspecify.annotations.NullMarked;
