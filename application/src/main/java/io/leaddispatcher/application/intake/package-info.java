/** Taking in what comes from outside. */
@NullMarked
package io.leaddispatcher.application.intake;

import org.jspecify.annotations.NullMarked;
