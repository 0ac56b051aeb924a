/** Doubles of what intake needs from outside. */
@NullMarked
package io.leaddispatcher.application.intake;

import org.jspecify.annotations.NullMarked;
