/** Who is at the browser: log-in, log-out, session, and protection of what pages send. */
@NullMarked
package io.leaddispatcher.web.session;

import org.jspecify.annotations.NullMarked;
