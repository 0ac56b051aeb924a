/** Mail that came back, as providers report it. */
@NullMarked
package io.leaddispatcher.adapter.rest.bounce;

import org.jspecify.annotations.NullMarked;
