/** Puts the outbox together and keeps it running. */
@NullMarked
package io.leaddispatcher.infra.dispatch;

import org.jspecify.annotations.NullMarked;
