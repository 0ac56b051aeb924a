/** Tests of the settings. */
@NullMarked
package io.leaddispatcher.web.settings;

import org.jspecify.annotations.NullMarked;
