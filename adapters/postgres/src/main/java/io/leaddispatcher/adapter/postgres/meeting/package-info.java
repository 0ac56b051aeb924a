/** Meetings that leads have booked. */
@NullMarked
package io.leaddispatcher.adapter.postgres.meeting;

import org.jspecify.annotations.NullMarked;
