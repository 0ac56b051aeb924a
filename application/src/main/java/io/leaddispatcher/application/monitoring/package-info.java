/** Whether the chain from a lead to its rep holds, and how to mend it where it does not. */
@NullMarked
package io.leaddispatcher.application.monitoring;

import org.jspecify.annotations.NullMarked;
