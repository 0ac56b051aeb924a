/** Policies made ready to find, among thousands of rules, the first that matches a lead. */
@NullMarked
package io.leaddispatcher.domain.policy.compiled;

import org.jspecify.annotations.NullMarked;
