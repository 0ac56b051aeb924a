/** What reps are to do next: made with their assignments, done by what they do. */
@NullMarked
package io.leaddispatcher.application.task;

import org.jspecify.annotations.NullMarked;
