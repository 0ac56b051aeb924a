/** SLA clocks of the running program. */
@NullMarked
package io.leaddispatcher.infra.sla;

import org.jspecify.annotations.NullMarked;
