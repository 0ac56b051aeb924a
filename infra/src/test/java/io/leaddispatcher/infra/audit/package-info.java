/** The audit log of the whole program. */
@NullMarked
package io.leaddispatcher.infra.audit;

import org.jspecify.annotations.NullMarked;
