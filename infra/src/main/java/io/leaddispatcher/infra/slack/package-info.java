/** What acting in Slack needs of this installation. */
@NullMarked
package io.leaddispatcher.infra.slack;

import org.jspecify.annotations.NullMarked;
