/** What an operator reads when the program does not start. */
@NullMarked
package io.leaddispatcher.infra.failure;

import org.jspecify.annotations.NullMarked;
