/** What every page shares: the frame around it and the words in it. */
@NullMarked
package io.leaddispatcher.web.layout;

import org.jspecify.annotations.NullMarked;
