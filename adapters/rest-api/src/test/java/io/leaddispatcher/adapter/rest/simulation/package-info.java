@NullMarked
package io.leaddispatcher.adapter.rest.simulation;

import org.jspecify.annotations.NullMarked;
