/** Telling the rep. */
@NullMarked
package io.leaddispatcher.application.dispatch;

import org.jspecify.annotations.NullMarked;
