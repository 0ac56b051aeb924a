/** Work that is due in some workspaces at a time, whichever node finds it. */
@NullMarked
package io.leaddispatcher.infra.rounds;

import org.jspecify.annotations.NullMarked;
