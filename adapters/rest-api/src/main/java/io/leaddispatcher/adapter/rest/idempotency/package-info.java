/** {@code Idempotency-Key}. */
@NullMarked
package io.leaddispatcher.adapter.rest.idempotency;

import org.jspecify.annotations.NullMarked;
