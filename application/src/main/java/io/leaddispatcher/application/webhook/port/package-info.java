/** What telling programs outside needs: the subscriptions, their secrets, and the call itself. */
@NullMarked
package io.leaddispatcher.application.webhook.port;

import org.jspecify.annotations.NullMarked;
