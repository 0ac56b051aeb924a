/** What happens at start: bootstrap, and words for whoever started it. */
@NullMarked
package io.leaddispatcher.infra.start;

import org.jspecify.annotations.NullMarked;
