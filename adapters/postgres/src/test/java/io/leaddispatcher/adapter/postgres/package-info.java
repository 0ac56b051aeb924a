@NullMarked
package io.leaddispatcher.adapter.postgres;

import org.jspecify.annotations.NullMarked;
