/** What encryption needs from outside. */
@NullMarked
package io.leaddispatcher.application.encryption.port;

import org.jspecify.annotations.NullMarked;
