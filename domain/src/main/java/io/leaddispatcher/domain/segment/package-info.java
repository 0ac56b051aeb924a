/** Segments: named bands of value or size. */
@NullMarked
package io.leaddispatcher.domain.segment;

import org.jspecify.annotations.NullMarked;
