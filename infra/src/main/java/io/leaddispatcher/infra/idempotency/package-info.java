/** Forgetting requests whose keys are no longer good. */
@NullMarked
package io.leaddispatcher.infra.idempotency;

import org.jspecify.annotations.NullMarked;
