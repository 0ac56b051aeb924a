/** The page of a rep. */
@NullMarked
package io.leaddispatcher.web.me;

import org.jspecify.annotations.NullMarked;
