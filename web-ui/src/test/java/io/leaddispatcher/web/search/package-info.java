/** Words and frame of every page. */
@NullMarked
package io.leaddispatcher.web.search;

import org.jspecify.annotations.NullMarked;
