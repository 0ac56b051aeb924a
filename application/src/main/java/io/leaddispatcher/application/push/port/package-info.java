/** What telling reps on their devices needs from outside. */
@NullMarked
package io.leaddispatcher.application.push.port;

import org.jspecify.annotations.NullMarked;
