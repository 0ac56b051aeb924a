/** What needs somebody now. */
@NullMarked
package io.leaddispatcher.application.overview;

import org.jspecify.annotations.NullMarked;
