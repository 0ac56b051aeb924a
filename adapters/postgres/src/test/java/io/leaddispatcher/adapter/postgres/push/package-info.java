@NullMarked
package io.leaddispatcher.adapter.postgres.push;

import org.jspecify.annotations.NullMarked;
