/** Making identifiers. */
@NullMarked
package io.leaddispatcher.application.identity;

import org.jspecify.annotations.NullMarked;
