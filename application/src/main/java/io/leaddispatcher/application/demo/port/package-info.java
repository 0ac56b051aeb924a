/** What the demo needs from outside. */
@NullMarked
package io.leaddispatcher.application.demo.port;

import org.jspecify.annotations.NullMarked;
