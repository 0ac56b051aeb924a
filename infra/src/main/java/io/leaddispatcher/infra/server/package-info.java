/** The HTTP server: how long it waits for clients, and whom it takes them for. */
@NullMarked
package io.leaddispatcher.infra.server;

import org.jspecify.annotations.NullMarked;
