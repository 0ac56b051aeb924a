/** The audit log in memory. */
@NullMarked
package io.leaddispatcher.application.auditlog;

import org.jspecify.annotations.NullMarked;
