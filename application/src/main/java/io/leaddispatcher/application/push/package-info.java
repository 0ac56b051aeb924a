/** Telling reps on their devices, by Web Push. */
@NullMarked
package io.leaddispatcher.application.push;

import org.jspecify.annotations.NullMarked;
