/** What looking at queues needs from outside. */
@NullMarked
package io.leaddispatcher.application.queue.port;

import org.jspecify.annotations.NullMarked;
