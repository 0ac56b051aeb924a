@NullMarked
package io.leaddispatcher.adapter.postgres.policy;

import org.jspecify.annotations.NullMarked;
