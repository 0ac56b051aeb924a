/** Workspaces that are closed, and their deletion, on every node. */
@NullMarked
package io.leaddispatcher.infra.closure;

import org.jspecify.annotations.NullMarked;
