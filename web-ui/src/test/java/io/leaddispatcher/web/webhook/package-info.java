/** Tests of {@code web.webhook}. */
@NullMarked
package io.leaddispatcher.web.webhook;

import org.jspecify.annotations.NullMarked;
