/** Where the audit log is read. */
@NullMarked
package io.leaddispatcher.application.auditlog.port;

import org.jspecify.annotations.NullMarked;
