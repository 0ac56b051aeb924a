/** Pages of lists. */
@NullMarked
package io.leaddispatcher.application.paging;

import org.jspecify.annotations.NullMarked;
