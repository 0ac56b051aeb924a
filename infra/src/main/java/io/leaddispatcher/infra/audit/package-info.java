/** What the audit log needs of the program around it. */
@NullMarked
package io.leaddispatcher.infra.audit;

import org.jspecify.annotations.NullMarked;
