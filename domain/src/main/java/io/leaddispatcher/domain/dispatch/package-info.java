/** Telling people: what a message says and when it is tried again. */
@NullMarked
package io.leaddispatcher.domain.dispatch;

import org.jspecify.annotations.NullMarked;
