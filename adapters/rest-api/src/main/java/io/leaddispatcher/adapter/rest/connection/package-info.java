/** Connections. */
@NullMarked
package io.leaddispatcher.adapter.rest.connection;

import org.jspecify.annotations.NullMarked;
