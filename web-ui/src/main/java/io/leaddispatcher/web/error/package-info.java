/** Pages for what went wrong. */
@NullMarked
package io.leaddispatcher.web.error;

import org.jspecify.annotations.NullMarked;
