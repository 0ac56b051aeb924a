/** Routing policies: tiers of ordered rules, their conditions and targets. */
@NullMarked
package io.leaddispatcher.domain.policy;

import org.jspecify.annotations.NullMarked;
