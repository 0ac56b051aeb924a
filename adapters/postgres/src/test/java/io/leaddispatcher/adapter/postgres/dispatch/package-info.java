@NullMarked
package io.leaddispatcher.adapter.postgres.dispatch;

import org.jspecify.annotations.NullMarked;
