/** What can be said of a policy before any lead comes: rules, pools and values that cannot work. */
@NullMarked
package io.leaddispatcher.domain.analysis;

import org.jspecify.annotations.NullMarked;
