/** What the second factor needs from outside, besides what the log-in does. */
@NullMarked
package io.leaddispatcher.application.secondfactor.port;

import org.jspecify.annotations.NullMarked;
