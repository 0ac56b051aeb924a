/** Summaries of teams. */
@NullMarked
package io.leaddispatcher.adapter.postgres.teamdigest;

import org.jspecify.annotations.NullMarked;
