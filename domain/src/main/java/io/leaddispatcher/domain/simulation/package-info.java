/**
 * What a policy would do with leads, without doing it: one lead after another, by the same router
 * as the real ones.
 */
@NullMarked
package io.leaddispatcher.domain.simulation;

import org.jspecify.annotations.NullMarked;
