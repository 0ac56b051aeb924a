/** What can be said of a policy before it is published. */
@NullMarked
package io.leaddispatcher.application.analysis;

import org.jspecify.annotations.NullMarked;
