@NullMarked
package io.leaddispatcher.application.simulation;

import org.jspecify.annotations.NullMarked;
