/** Queues as people look at them, and what they take out of them. */
@NullMarked
package io.leaddispatcher.application.queue;

import org.jspecify.annotations.NullMarked;
