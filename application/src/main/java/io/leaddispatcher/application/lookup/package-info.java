/** Asking CRMs, for a moment, about companies that nobody here knows. */
@NullMarked
package io.leaddispatcher.application.lookup;

import org.jspecify.annotations.NullMarked;
