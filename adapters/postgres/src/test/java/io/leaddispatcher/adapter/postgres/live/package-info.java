@NullMarked
package io.leaddispatcher.adapter.postgres.live;

import org.jspecify.annotations.NullMarked;
