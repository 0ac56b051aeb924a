/** Acting on leads. */
@NullMarked
package io.leaddispatcher.application.work;

import org.jspecify.annotations.NullMarked;
