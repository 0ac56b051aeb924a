/** How people get an account and keep it: sign-up, invitations, passwords. */
@NullMarked
package io.leaddispatcher.application.account;

import org.jspecify.annotations.NullMarked;
