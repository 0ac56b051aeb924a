/** Marks by which the program knows again what it gave away. */
@NullMarked
package io.leaddispatcher.application.seal;

import org.jspecify.annotations.NullMarked;
