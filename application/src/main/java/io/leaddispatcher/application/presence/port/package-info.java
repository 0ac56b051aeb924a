/** What presence needs from outside. */
@NullMarked
package io.leaddispatcher.application.presence.port;

import org.jspecify.annotations.NullMarked;
