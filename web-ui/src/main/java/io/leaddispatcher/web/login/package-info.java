/** Logging in. */
@NullMarked
package io.leaddispatcher.web.login;

import org.jspecify.annotations.NullMarked;
