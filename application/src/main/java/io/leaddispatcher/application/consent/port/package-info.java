/** What logging in at the other side needs from outside. */
@NullMarked
package io.leaddispatcher.application.consent.port;

import org.jspecify.annotations.NullMarked;
