/** Tests of outcomes. */
@NullMarked
package io.leaddispatcher.application.outcome;

import org.jspecify.annotations.NullMarked;
