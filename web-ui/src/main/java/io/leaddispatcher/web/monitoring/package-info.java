/** Whether the chain from a lead to its rep holds. */
@NullMarked
package io.leaddispatcher.web.monitoring;

import org.jspecify.annotations.NullMarked;
