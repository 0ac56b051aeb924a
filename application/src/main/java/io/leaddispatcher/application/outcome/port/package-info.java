/** What is kept of outcomes. */
@NullMarked
package io.leaddispatcher.application.outcome.port;

import org.jspecify.annotations.NullMarked;
