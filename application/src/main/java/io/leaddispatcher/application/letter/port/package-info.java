/** What letters need from outside. */
@NullMarked
package io.leaddispatcher.application.letter.port;

import org.jspecify.annotations.NullMarked;
