/** One's own account: password and sessions. */
@NullMarked
package io.leaddispatcher.web.account;

import org.jspecify.annotations.NullMarked;
