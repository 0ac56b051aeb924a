/** Log-in, log-out and the protection of forms, over HTTP. */
@NullMarked
package io.leaddispatcher.web.session;

import org.jspecify.annotations.NullMarked;
