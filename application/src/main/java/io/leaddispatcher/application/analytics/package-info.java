/** Reports on what became of leads. */
@NullMarked
package io.leaddispatcher.application.analytics;

import org.jspecify.annotations.NullMarked;
