/** What working in Slack needs from outside. */
@NullMarked
package io.leaddispatcher.application.slack.port;

import org.jspecify.annotations.NullMarked;
