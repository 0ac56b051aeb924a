/** Tasks in the API. */
@NullMarked
package io.leaddispatcher.adapter.rest.task;

import org.jspecify.annotations.NullMarked;
