/** Meetings that are booked with Calendly and Cal.com. */
@NullMarked
package io.leaddispatcher.adapter.meetings;

import org.jspecify.annotations.NullMarked;
