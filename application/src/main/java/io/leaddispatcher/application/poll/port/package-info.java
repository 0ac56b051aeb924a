/** What polling needs from outside. */
@NullMarked
package io.leaddispatcher.application.poll.port;

import org.jspecify.annotations.NullMarked;
