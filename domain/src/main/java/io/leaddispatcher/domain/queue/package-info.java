/** Queues, where a lead waits when nobody has it. */
@NullMarked
package io.leaddispatcher.domain.queue;

import org.jspecify.annotations.NullMarked;
