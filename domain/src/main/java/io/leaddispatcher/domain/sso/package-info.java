/** Logging in with the identity provider of one's company. */
@NullMarked
package io.leaddispatcher.domain.sso;

import org.jspecify.annotations.NullMarked;
