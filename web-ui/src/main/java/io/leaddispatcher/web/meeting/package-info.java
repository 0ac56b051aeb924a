/** The meetings that leads have booked. */
@NullMarked
package io.leaddispatcher.web.meeting;

import org.jspecify.annotations.NullMarked;
