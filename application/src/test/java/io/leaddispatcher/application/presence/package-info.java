@NullMarked
package io.leaddispatcher.application.presence;

import org.jspecify.annotations.NullMarked;
