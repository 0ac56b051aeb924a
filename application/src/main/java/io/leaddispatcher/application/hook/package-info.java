/** The doors by which other systems deliver events. */
@NullMarked
package io.leaddispatcher.application.hook;

import org.jspecify.annotations.NullMarked;
