@NullMarked
package io.leaddispatcher.application.routing;

import org.jspecify.annotations.NullMarked;
