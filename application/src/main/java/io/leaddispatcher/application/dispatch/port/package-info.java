/** What telling the rep needs from outside: the outbox, the channels and their connections. */
@NullMarked
package io.leaddispatcher.application.dispatch.port;

import org.jspecify.annotations.NullMarked;
