/** SLA clocks: how they begin, are met and end. */
@NullMarked
package io.leaddispatcher.application.sla;

import org.jspecify.annotations.NullMarked;
