/** Routing what came in: decide and commit. */
@NullMarked
package io.leaddispatcher.application.routing;

import org.jspecify.annotations.NullMarked;
