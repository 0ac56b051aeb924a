/** What happens right now, for pages that are open. */
@NullMarked
package io.leaddispatcher.application.live;

import org.jspecify.annotations.NullMarked;
