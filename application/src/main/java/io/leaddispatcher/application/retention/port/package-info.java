/** What removing needs from outside. */
@NullMarked
package io.leaddispatcher.application.retention.port;

import org.jspecify.annotations.NullMarked;
