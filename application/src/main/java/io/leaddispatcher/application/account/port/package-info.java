/** What accounts need from outside. */
@NullMarked
package io.leaddispatcher.application.account.port;

import org.jspecify.annotations.NullMarked;
