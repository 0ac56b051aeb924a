/** The builder of routing policies. */
@NullMarked
package io.leaddispatcher.web.policy;

import org.jspecify.annotations.NullMarked;
