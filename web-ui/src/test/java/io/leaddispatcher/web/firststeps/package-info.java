/** The pages of leads. */
@NullMarked
package io.leaddispatcher.web.firststeps;

import org.jspecify.annotations.NullMarked;
