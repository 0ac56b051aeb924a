/** Connections, their encrypted secrets and how they fare. */
@NullMarked
package io.leaddispatcher.adapter.postgres.connection;

import org.jspecify.annotations.NullMarked;
