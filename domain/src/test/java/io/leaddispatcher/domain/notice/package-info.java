@NullMarked
package io.leaddispatcher.domain.notice;

import org.jspecify.annotations.NullMarked;
