/** Reps and teams, their hours and availability. */
@NullMarked
package io.leaddispatcher.domain.roster;

import org.jspecify.annotations.NullMarked;
