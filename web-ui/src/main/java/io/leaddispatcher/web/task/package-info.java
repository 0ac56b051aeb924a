/** What reps are to do, for themselves and for those who look after them. */
@NullMarked
package io.leaddispatcher.web.task;

import org.jspecify.annotations.NullMarked;
