/** What became of leads. */
@NullMarked
package io.leaddispatcher.domain.outcome;

import org.jspecify.annotations.NullMarked;
