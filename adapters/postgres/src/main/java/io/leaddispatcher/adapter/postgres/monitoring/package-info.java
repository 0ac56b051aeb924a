/** What is amiss between leads and reps, as the tables tell it. */
@NullMarked
package io.leaddispatcher.adapter.postgres.monitoring;

import org.jspecify.annotations.NullMarked;
