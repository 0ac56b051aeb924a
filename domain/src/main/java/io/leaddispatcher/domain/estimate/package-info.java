/**
 * What can be said of rates, and how surely: of leads that were counted, and of leads that would
 * have gone elsewhere.
 */
@NullMarked
package io.leaddispatcher.domain.estimate;

import org.jspecify.annotations.NullMarked;
