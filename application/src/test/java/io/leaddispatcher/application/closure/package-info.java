/** Closing and deleting workspaces, in memory. */
@NullMarked
package io.leaddispatcher.application.closure;

import org.jspecify.annotations.NullMarked;
