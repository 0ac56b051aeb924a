/** Setting up a second factor, logging in with it, asking for it. */
@NullMarked
package io.leaddispatcher.application.secondfactor;

import org.jspecify.annotations.NullMarked;
