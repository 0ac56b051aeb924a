@NullMarked
package io.leaddispatcher.application.idempotency;

import org.jspecify.annotations.NullMarked;
