/** What single sign-on needs from outside. */
@NullMarked
package io.leaddispatcher.application.sso.port;

import org.jspecify.annotations.NullMarked;
