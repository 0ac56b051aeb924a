/** Doubles of what intake needs from outside. */
@NullMarked
package io.leaddispatcher.application.slack;

import org.jspecify.annotations.NullMarked;
