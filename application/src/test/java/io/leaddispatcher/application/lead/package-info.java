/** Finding and showing leads. */
@NullMarked
package io.leaddispatcher.application.lead;

import org.jspecify.annotations.NullMarked;
