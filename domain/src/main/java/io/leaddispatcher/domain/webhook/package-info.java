/** Who outside is told what happens in a workspace. */
@NullMarked
package io.leaddispatcher.domain.webhook;

import org.jspecify.annotations.NullMarked;
