/** Leads given to reps. */
@NullMarked
package io.leaddispatcher.application.assignment;

import org.jspecify.annotations.NullMarked;
