/** Who acts, and what they may do. */
@NullMarked
package io.leaddispatcher.domain.access;

import org.jspecify.annotations.NullMarked;
