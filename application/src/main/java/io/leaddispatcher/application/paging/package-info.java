/** Lists that are shown page by page. */
@NullMarked
package io.leaddispatcher.application.paging;

import org.jspecify.annotations.NullMarked;
