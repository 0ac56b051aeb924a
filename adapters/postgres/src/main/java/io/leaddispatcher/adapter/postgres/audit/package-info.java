/** The audit log. */
@NullMarked
package io.leaddispatcher.adapter.postgres.audit;

import org.jspecify.annotations.NullMarked;
