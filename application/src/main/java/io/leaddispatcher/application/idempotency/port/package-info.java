/** What is remembered of requests that must not happen twice. */
@NullMarked
package io.leaddispatcher.application.idempotency.port;

import org.jspecify.annotations.NullMarked;
