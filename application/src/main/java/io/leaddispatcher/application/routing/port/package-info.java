/** What routing needs from outside. */
@NullMarked
package io.leaddispatcher.application.routing.port;

import org.jspecify.annotations.NullMarked;
