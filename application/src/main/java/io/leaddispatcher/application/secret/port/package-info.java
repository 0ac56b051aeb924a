/** What keeping secrets needs from outside. */
@NullMarked
package io.leaddispatcher.application.secret.port;

import org.jspecify.annotations.NullMarked;
