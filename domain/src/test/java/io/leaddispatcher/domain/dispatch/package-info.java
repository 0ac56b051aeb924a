@NullMarked
package io.leaddispatcher.domain.dispatch;

import org.jspecify.annotations.NullMarked;
