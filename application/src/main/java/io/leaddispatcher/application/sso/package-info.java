/** Logging in with the identity provider of a workspace. */
@NullMarked
package io.leaddispatcher.application.sso;

import org.jspecify.annotations.NullMarked;
