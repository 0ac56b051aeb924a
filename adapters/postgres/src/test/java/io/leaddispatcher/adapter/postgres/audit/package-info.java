/** The audit log against PostgreSQL. */
@NullMarked
package io.leaddispatcher.adapter.postgres.audit;

import org.jspecify.annotations.NullMarked;
