/** Bodies, doors, signatures and pace. */
@NullMarked
package io.leaddispatcher.http;

import org.jspecify.annotations.NullMarked;
