/** The one guarded way out. */
@NullMarked
package io.leaddispatcher.application.egress;

import org.jspecify.annotations.NullMarked;
