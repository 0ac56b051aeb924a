/** What reps are to do next. */
@NullMarked
package io.leaddispatcher.domain.task;

import org.jspecify.annotations.NullMarked;
