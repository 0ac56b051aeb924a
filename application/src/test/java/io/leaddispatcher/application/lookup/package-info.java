@NullMarked
package io.leaddispatcher.application.lookup;

import org.jspecify.annotations.NullMarked;
