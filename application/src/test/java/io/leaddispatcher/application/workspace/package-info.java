/** Doubles of what workspaces need. */
@NullMarked
package io.leaddispatcher.application.workspace;

import org.jspecify.annotations.NullMarked;
