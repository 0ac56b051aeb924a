@NullMarked
package io.leaddispatcher.adapter.push;

import org.jspecify.annotations.NullMarked;
