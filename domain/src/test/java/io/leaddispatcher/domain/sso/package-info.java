/** Tests of single sign-on. */
@NullMarked
package io.leaddispatcher.domain.sso;

import org.jspecify.annotations.NullMarked;
