/** Identifiers and the clock. */
@NullMarked
package io.leaddispatcher.infra.identity;

import org.jspecify.annotations.NullMarked;
