/** What simulations need from outside. */
@NullMarked
package io.leaddispatcher.application.simulation.port;

import org.jspecify.annotations.NullMarked;
