/** Where it is written down. */
@NullMarked
package io.leaddispatcher.application.audit.port;

import org.jspecify.annotations.NullMarked;
