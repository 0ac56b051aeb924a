@NullMarked
package io.leaddispatcher.application.signal;

import org.jspecify.annotations.NullMarked;
