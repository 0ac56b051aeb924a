/** Tables that people take along. */
@NullMarked
package io.leaddispatcher.application.export;

import org.jspecify.annotations.NullMarked;
