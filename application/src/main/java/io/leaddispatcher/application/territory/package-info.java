/** Which part of the world is whose. */
@NullMarked
package io.leaddispatcher.application.territory;

import org.jspecify.annotations.NullMarked;
