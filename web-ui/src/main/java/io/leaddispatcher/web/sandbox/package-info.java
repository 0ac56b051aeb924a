/** Messages of the demo, as a rep would see them. */
@NullMarked
package io.leaddispatcher.web.sandbox;

import org.jspecify.annotations.NullMarked;
