@NullMarked
package io.leaddispatcher.application.territory;

import org.jspecify.annotations.NullMarked;
