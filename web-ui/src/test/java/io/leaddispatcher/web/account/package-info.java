/** What keeps an account safe, as pages show it. */
@NullMarked
package io.leaddispatcher.web.account;

import org.jspecify.annotations.NullMarked;
