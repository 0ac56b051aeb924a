/** Requests that must not happen twice. */
@NullMarked
package io.leaddispatcher.adapter.postgres.idempotency;

import org.jspecify.annotations.NullMarked;
