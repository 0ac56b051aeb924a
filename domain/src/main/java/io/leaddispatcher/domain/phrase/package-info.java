/** Sentences that can be said in more than one language. */
@NullMarked
package io.leaddispatcher.domain.phrase;

import org.jspecify.annotations.NullMarked;
