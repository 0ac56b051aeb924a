/** What is kept of SLA clocks. */
@NullMarked
package io.leaddispatcher.application.sla.port;

import org.jspecify.annotations.NullMarked;
