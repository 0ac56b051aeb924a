/** What pools need from outside. */
@NullMarked
package io.leaddispatcher.application.pool.port;

import org.jspecify.annotations.NullMarked;
