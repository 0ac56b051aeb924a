/** The embedded database through restarts and crashes. */
@NullMarked
package io.leaddispatcher.infra.database;

import org.jspecify.annotations.NullMarked;
