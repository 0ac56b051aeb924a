/** What happens right now. */
@NullMarked
package io.leaddispatcher.application.live;

import org.jspecify.annotations.NullMarked;
