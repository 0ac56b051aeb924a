/** How long a workspace keeps what is over, and removing it afterwards. */
@NullMarked
package io.leaddispatcher.application.retention;

import org.jspecify.annotations.NullMarked;
