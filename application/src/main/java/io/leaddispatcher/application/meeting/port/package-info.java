/** What meetings need from outside. */
@NullMarked
package io.leaddispatcher.application.meeting.port;

import org.jspecify.annotations.NullMarked;
