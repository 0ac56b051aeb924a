/** What goes with a lead that is passed on to others. */
@NullMarked
package io.leaddispatcher.domain.handoff;

import org.jspecify.annotations.NullMarked;
