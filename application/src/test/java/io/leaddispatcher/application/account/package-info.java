/** How people come to their seats. */
@NullMarked
package io.leaddispatcher.application.account;

import org.jspecify.annotations.NullMarked;
