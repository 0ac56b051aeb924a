/** Who may ask the program how it is. */
@NullMarked
package io.leaddispatcher.infra.access;

import org.jspecify.annotations.NullMarked;
