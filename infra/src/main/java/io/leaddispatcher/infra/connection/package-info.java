/** Wiring of connections. */
@NullMarked
package io.leaddispatcher.infra.connection;

import org.jspecify.annotations.NullMarked;
