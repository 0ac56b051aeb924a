/** Who listens, and the way to tell them. */
@NullMarked
package io.leaddispatcher.application.subscription.port;

import org.jspecify.annotations.NullMarked;
