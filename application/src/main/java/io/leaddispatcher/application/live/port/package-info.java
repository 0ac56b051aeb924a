/** What live pages need from outside. */
@NullMarked
package io.leaddispatcher.application.live.port;

import org.jspecify.annotations.NullMarked;
