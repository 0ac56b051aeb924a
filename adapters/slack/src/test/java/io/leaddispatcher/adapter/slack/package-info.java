@NullMarked
package io.leaddispatcher.adapter.slack;

import org.jspecify.annotations.NullMarked;
