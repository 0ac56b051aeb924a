/** What reps do in Slack. */
@NullMarked
package io.leaddispatcher.application.slack;

import org.jspecify.annotations.NullMarked;
