/** Pools and their ledgers. */
@NullMarked
package io.leaddispatcher.application.pool;

import org.jspecify.annotations.NullMarked;
