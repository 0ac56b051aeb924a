/** Reports on what became of leads. */
@NullMarked
package io.leaddispatcher.web.analytics;

import org.jspecify.annotations.NullMarked;
