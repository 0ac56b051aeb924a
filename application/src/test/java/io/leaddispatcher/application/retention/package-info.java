/** Doubles of what keeping for a while needs. */
@NullMarked
package io.leaddispatcher.application.retention;

import org.jspecify.annotations.NullMarked;
