/** The day of a rep: their leads, and when they take new ones. */
@NullMarked
package io.leaddispatcher.application.me;

import org.jspecify.annotations.NullMarked;
