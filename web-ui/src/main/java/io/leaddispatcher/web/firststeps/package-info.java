/** What a new workspace does first. */
@NullMarked
package io.leaddispatcher.web.firststeps;

import org.jspecify.annotations.NullMarked;
