/** Workspaces: one for each tenant. */
@NullMarked
package io.leaddispatcher.application.workspace;

import org.jspecify.annotations.NullMarked;
