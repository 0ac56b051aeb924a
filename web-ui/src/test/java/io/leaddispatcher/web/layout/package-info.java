/** Words and frame of every page. */
@NullMarked
package io.leaddispatcher.web.layout;

import org.jspecify.annotations.NullMarked;
