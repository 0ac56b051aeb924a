/** Tests of the page of the audit log. */
@NullMarked
package io.leaddispatcher.web.audit;

import org.jspecify.annotations.NullMarked;
