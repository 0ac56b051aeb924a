/** Tests of {@code adapter.postgres.task}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.task;

import org.jspecify.annotations.NullMarked;
