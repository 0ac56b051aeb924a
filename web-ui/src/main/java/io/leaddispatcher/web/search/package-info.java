/** Going anywhere by its name. */
@NullMarked
package io.leaddispatcher.web.search;

import org.jspecify.annotations.NullMarked;
