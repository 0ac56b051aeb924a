/** What a new workspace does first. */
@NullMarked
package io.leaddispatcher.application.firststeps;

import org.jspecify.annotations.NullMarked;
