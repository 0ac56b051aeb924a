/** Messages as reps would see them. */
@NullMarked
package io.leaddispatcher.web.sandbox;

import org.jspecify.annotations.NullMarked;
