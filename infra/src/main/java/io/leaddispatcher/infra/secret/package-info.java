/** Keys, ciphers, random tokens, password hashes. */
@NullMarked
package io.leaddispatcher.infra.secret;

import org.jspecify.annotations.NullMarked;
