/** Starts of the program, good and bad. */
@NullMarked
package io.leaddispatcher.infra.start;

import org.jspecify.annotations.NullMarked;
