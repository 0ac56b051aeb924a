/** What intake needs from outside. */
@NullMarked
package io.leaddispatcher.application.intake.port;

import org.jspecify.annotations.NullMarked;
