/** What Slack says of the app by itself. */
@NullMarked
package io.leaddispatcher.application.slack;

import org.jspecify.annotations.NullMarked;
