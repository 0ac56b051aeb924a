/** Outgoing webhooks in the form of Standard Webhooks. */
@NullMarked
package io.leaddispatcher.adapter.webhook;

import org.jspecify.annotations.NullMarked;
