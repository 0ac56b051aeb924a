/** Meetings that were booked with a calendar's provider. */
@NullMarked
package io.leaddispatcher.domain.meeting;

import org.jspecify.annotations.NullMarked;
