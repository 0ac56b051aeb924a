/** What is kept of tasks. */
@NullMarked
package io.leaddispatcher.application.task.port;

import org.jspecify.annotations.NullMarked;
