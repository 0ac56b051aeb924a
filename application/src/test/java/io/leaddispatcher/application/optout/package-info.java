@NullMarked
package io.leaddispatcher.application.optout;

import org.jspecify.annotations.NullMarked;
