/** What simulations tell: where leads would land, and how that differs from where they did. */
@NullMarked
package io.leaddispatcher.domain.simulation;

import org.jspecify.annotations.NullMarked;
