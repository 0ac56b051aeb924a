/** The audit log as a page and as a file. */
@NullMarked
package io.leaddispatcher.web.audit;

import org.jspecify.annotations.NullMarked;
