/** Work that comes up again and again, on every node. */
@NullMarked
package io.leaddispatcher.infra.housekeeping;

import org.jspecify.annotations.NullMarked;
