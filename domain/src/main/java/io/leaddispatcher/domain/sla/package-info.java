/** SLA policies: targets and escalations. */
@NullMarked
package io.leaddispatcher.domain.sla;

import org.jspecify.annotations.NullMarked;
