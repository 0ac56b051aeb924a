/** The audit log. */
@NullMarked
package io.leaddispatcher.adapter.rest.audit;

import org.jspecify.annotations.NullMarked;
