/** Reports on what became of leads. */
@NullMarked
package io.leaddispatcher.adapter.rest.analytics;

import org.jspecify.annotations.NullMarked;
