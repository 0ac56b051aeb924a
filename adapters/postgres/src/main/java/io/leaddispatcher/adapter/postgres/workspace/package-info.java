/** PostgreSQL for the ports of {@code application.workspace}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.workspace;

import org.jspecify.annotations.NullMarked;
