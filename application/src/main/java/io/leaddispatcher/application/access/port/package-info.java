/** What access needs from outside. */
@NullMarked
package io.leaddispatcher.application.access.port;

import org.jspecify.annotations.NullMarked;
