/** Doing once what is asked for twice. */
@NullMarked
package io.leaddispatcher.application.idempotency;

import org.jspecify.annotations.NullMarked;
