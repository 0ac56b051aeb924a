/** Reading and verifying the audit log. */
@NullMarked
package io.leaddispatcher.application.auditlog;

import org.jspecify.annotations.NullMarked;
