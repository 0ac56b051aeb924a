/** Connections to the tools of a workspace. */
@NullMarked
package io.leaddispatcher.application.connection;

import org.jspecify.annotations.NullMarked;
