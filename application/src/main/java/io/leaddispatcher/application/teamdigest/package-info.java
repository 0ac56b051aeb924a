/** Summaries of a team's leads, once a day. */
@NullMarked
package io.leaddispatcher.application.teamdigest;

import org.jspecify.annotations.NullMarked;
