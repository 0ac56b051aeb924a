/** Tries drafts on leads, and writes nothing. */
@NullMarked
package io.leaddispatcher.application.simulation;

import org.jspecify.annotations.NullMarked;
