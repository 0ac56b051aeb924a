/** Breaking the glass, on ports in memory. */
@NullMarked
package io.leaddispatcher.application.disclosure;

import org.jspecify.annotations.NullMarked;
