/** What waits in queues, and taking it out. */
@NullMarked
package io.leaddispatcher.adapter.rest.queue;

import org.jspecify.annotations.NullMarked;
