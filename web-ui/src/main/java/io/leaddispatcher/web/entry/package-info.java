/** The ways to an account: sign-up, invitation, a new password. */
@NullMarked
package io.leaddispatcher.web.entry;

import org.jspecify.annotations.NullMarked;
