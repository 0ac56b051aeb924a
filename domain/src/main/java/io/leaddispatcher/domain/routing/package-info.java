/**
 * The decision: who takes a lead, and why. Pure: policy, lead, roster and instant in, decision and
 * trace out.
 */
@NullMarked
package io.leaddispatcher.domain.routing;

import org.jspecify.annotations.NullMarked;
