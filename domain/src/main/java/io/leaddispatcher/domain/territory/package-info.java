/** Territories: named parts of the world. */
@NullMarked
package io.leaddispatcher.domain.territory;

import org.jspecify.annotations.NullMarked;
