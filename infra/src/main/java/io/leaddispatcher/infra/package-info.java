/** Wiring and settings. */
@NullMarked
package io.leaddispatcher.infra;

import org.jspecify.annotations.NullMarked;
