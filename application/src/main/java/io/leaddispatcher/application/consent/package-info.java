/** Connecting by logging in at the other side, in a browser. */
@NullMarked
package io.leaddispatcher.application.consent;

import org.jspecify.annotations.NullMarked;
