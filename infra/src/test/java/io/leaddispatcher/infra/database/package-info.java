/** The embedded database through restarts and crashes, and what a database holds. */
@NullMarked
package io.leaddispatcher.infra.database;

import org.jspecify.annotations.NullMarked;
