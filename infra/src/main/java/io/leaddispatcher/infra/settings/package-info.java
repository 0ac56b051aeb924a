/** Settings, all below {@code dispatcher}. */
@NullMarked
package io.leaddispatcher.infra.settings;

import org.jspecify.annotations.NullMarked;
