/** Pages of lists. */
@NullMarked
package io.leaddispatcher.adapter.rest.listing;

import org.jspecify.annotations.NullMarked;
