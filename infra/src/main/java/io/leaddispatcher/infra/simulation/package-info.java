/** Simulations of drafts. */
@NullMarked
package io.leaddispatcher.infra.simulation;

import org.jspecify.annotations.NullMarked;
