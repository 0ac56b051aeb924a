/** What is done when SLA clocks run: who is reminded, and who else is told. */
@NullMarked
package io.leaddispatcher.application.escalation;

import org.jspecify.annotations.NullMarked;
