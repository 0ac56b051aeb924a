/** What comes of single sign-on at the border of its port. */
@NullMarked
package io.leaddispatcher.application.sso.port;

import org.jspecify.annotations.NullMarked;
