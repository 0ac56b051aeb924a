/** What the checks of the routing chain are made of. */
@NullMarked
package io.leaddispatcher.infra.monitoring;

import org.jspecify.annotations.NullMarked;
