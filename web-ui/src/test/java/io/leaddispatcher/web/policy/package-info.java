/** The builder of policies. */
@NullMarked
package io.leaddispatcher.web.policy;

import org.jspecify.annotations.NullMarked;
