/** Named lists of values. */
@NullMarked
package io.leaddispatcher.domain.named;

import org.jspecify.annotations.NullMarked;
