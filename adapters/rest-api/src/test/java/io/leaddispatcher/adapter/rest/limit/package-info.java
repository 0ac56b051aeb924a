@NullMarked
package io.leaddispatcher.adapter.rest.limit;

import org.jspecify.annotations.NullMarked;
