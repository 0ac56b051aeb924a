/** What privacy needs from outside. */
@NullMarked
package io.leaddispatcher.application.privacy.port;

import org.jspecify.annotations.NullMarked;
