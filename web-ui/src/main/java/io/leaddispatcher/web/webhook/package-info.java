/**
 * Who is told by HTTP what happens: the subscriptions of a workspace, and what was sent to each.
 */
@NullMarked
package io.leaddispatcher.web.webhook;

import org.jspecify.annotations.NullMarked;
