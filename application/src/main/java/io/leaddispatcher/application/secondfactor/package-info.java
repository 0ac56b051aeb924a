/** People set up a second factor, and workspaces ask for one. */
@NullMarked
package io.leaddispatcher.application.secondfactor;

import org.jspecify.annotations.NullMarked;
