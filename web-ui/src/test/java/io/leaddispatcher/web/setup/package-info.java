/** The pages of leads. */
@NullMarked
package io.leaddispatcher.web.setup;

import org.jspecify.annotations.NullMarked;
