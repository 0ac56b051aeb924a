/** Filters of the list of leads that people keep for themselves. */
@NullMarked
package io.leaddispatcher.application.leadfilter;

import org.jspecify.annotations.NullMarked;
