/** The whole program under fire: several nodes at once, clients that hang up, kills. */
@NullMarked
package io.leaddispatcher.infra.fire;

import org.jspecify.annotations.NullMarked;
