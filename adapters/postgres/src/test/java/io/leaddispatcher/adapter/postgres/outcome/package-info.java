@NullMarked
package io.leaddispatcher.adapter.postgres.outcome;

import org.jspecify.annotations.NullMarked;
