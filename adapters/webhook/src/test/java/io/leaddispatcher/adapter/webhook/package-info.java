/** Tests of outgoing webhooks. */
@NullMarked
package io.leaddispatcher.adapter.webhook;

import org.jspecify.annotations.NullMarked;
