/** What is asked of a rep's work. */
@NullMarked
package io.leaddispatcher.application.me.port;

import org.jspecify.annotations.NullMarked;
