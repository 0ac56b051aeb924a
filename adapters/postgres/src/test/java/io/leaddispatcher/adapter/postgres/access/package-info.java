/** What access keeps, against a real PostgreSQL. */
@NullMarked
package io.leaddispatcher.adapter.postgres.access;

import org.jspecify.annotations.NullMarked;
