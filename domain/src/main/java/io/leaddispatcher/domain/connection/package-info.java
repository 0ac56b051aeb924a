/** Configured integrations. */
@NullMarked
package io.leaddispatcher.domain.connection;

import org.jspecify.annotations.NullMarked;
