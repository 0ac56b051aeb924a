/** Puts telling programs outside together. */
@NullMarked
package io.leaddispatcher.infra.webhook;

import org.jspecify.annotations.NullMarked;
