/** Estimated figures. */
@NullMarked
package io.leaddispatcher.adapter.rest.estimate;

import org.jspecify.annotations.NullMarked;
