/** What needs somebody now. */
@NullMarked
package io.leaddispatcher.web.home;

import org.jspecify.annotations.NullMarked;
