/** Who outside is told what happens. */
@NullMarked
package io.leaddispatcher.adapter.rest.webhook;

import org.jspecify.annotations.NullMarked;
