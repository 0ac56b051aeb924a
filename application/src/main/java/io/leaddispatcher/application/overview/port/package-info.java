/** What the overview needs from outside. */
@NullMarked
package io.leaddispatcher.application.overview.port;

import org.jspecify.annotations.NullMarked;
