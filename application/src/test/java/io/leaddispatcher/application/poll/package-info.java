@NullMarked
package io.leaddispatcher.application.poll;

import org.jspecify.annotations.NullMarked;
