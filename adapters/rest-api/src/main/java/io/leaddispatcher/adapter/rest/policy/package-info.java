/** Routing policies. */
@NullMarked
package io.leaddispatcher.adapter.rest.policy;

import org.jspecify.annotations.NullMarked;
