/** What asking CRMs about companies needs from outside. */
@NullMarked
package io.leaddispatcher.application.lookup.port;

import org.jspecify.annotations.NullMarked;
