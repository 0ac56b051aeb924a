/** The pages of leads. */
@NullMarked
package io.leaddispatcher.web.lead;

import org.jspecify.annotations.NullMarked;
