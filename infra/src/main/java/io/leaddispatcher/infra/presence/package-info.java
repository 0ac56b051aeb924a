/** Who has a draft open, in the running program. */
@NullMarked
package io.leaddispatcher.infra.presence;

import org.jspecify.annotations.NullMarked;
