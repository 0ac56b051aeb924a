/** What leads are written, and reps are asked to do, step by step once a lead is somebody's. */
@NullMarked
package io.leaddispatcher.domain.sequence;

import org.jspecify.annotations.NullMarked;
