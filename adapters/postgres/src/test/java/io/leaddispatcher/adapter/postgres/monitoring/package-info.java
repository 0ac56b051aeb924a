@NullMarked
package io.leaddispatcher.adapter.postgres.monitoring;

import org.jspecify.annotations.NullMarked;
