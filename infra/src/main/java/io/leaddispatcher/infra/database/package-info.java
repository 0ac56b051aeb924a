/** The embedded PostgreSQL, and which database is used. */
@NullMarked
package io.leaddispatcher.infra.database;

import org.jspecify.annotations.NullMarked;
