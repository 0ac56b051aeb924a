/** Routing policies: drafting, publishing, going back. */
@NullMarked
package io.leaddispatcher.application.policy;

import org.jspecify.annotations.NullMarked;
