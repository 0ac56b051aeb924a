/** Pools: who may get a lead and how it is shared out, provably fair. */
@NullMarked
package io.leaddispatcher.domain.pool;

import org.jspecify.annotations.NullMarked;
