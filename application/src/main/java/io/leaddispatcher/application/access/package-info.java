/** Who calls a use case. */
@NullMarked
package io.leaddispatcher.application.access;

import org.jspecify.annotations.NullMarked;
