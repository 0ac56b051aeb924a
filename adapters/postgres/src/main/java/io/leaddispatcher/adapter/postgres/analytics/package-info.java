/** Counts what became of leads. */
@NullMarked
package io.leaddispatcher.adapter.postgres.analytics;

import org.jspecify.annotations.NullMarked;
