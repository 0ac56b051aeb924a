/** Closing a workspace, opening it again, and deleting it for good. */
@NullMarked
package io.leaddispatcher.application.closure;

import org.jspecify.annotations.NullMarked;
