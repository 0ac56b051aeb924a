/** Removing what is over, on every node. */
@NullMarked
package io.leaddispatcher.infra.retention;

import org.jspecify.annotations.NullMarked;
