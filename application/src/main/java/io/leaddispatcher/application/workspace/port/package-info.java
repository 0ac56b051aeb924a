/** Workspaces: one for each tenant. */
@NullMarked
package io.leaddispatcher.application.workspace.port;

import org.jspecify.annotations.NullMarked;
