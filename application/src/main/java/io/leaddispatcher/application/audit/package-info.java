/** Writing down who did what. Reading it is {@code auditlog}. */
@NullMarked
package io.leaddispatcher.application.audit;

import org.jspecify.annotations.NullMarked;
