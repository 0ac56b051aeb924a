/** Whether the chain from a lead to its rep holds. */
@NullMarked
package io.leaddispatcher.adapter.rest.monitoring;

import org.jspecify.annotations.NullMarked;
