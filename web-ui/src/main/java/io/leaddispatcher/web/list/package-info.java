/** Lists as their addresses ask for them: what narrows them, and where a page of them begins. */
@NullMarked
package io.leaddispatcher.web.list;

import org.jspecify.annotations.NullMarked;
