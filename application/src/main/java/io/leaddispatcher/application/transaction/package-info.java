/** Units of work: all or nothing, inside one tenant. */
@NullMarked
package io.leaddispatcher.application.transaction;

import org.jspecify.annotations.NullMarked;
