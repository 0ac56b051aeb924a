/** What a workspace's documents say together, as it was at one revision: what decisions go by. */
@NullMarked
package io.leaddispatcher.application.snapshot;

import org.jspecify.annotations.NullMarked;
