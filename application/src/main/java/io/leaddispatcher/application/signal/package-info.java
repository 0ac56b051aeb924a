/** Words from one part of a node to others. */
@NullMarked
package io.leaddispatcher.application.signal;

import org.jspecify.annotations.NullMarked;
