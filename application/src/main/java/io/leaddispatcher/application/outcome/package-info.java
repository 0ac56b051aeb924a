/** What became of leads, as people and programs report it. */
@NullMarked
package io.leaddispatcher.application.outcome;

import org.jspecify.annotations.NullMarked;
