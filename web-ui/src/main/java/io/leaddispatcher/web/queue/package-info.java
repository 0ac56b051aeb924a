/** The board of queues. */
@NullMarked
package io.leaddispatcher.web.queue;

import org.jspecify.annotations.NullMarked;
