/** Access in memory. */
@NullMarked
package io.leaddispatcher.application.access;

import org.jspecify.annotations.NullMarked;
