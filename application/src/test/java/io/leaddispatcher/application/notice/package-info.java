@NullMarked
package io.leaddispatcher.application.notice;

import org.jspecify.annotations.NullMarked;
