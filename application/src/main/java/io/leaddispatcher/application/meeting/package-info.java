/** Meetings that leads have booked. */
@NullMarked
package io.leaddispatcher.application.meeting;

import org.jspecify.annotations.NullMarked;
