@NullMarked
package io.leaddispatcher.adapter.postgres.routing;

import org.jspecify.annotations.NullMarked;
