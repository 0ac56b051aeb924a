@NullMarked
package io.leaddispatcher.application.push;

import org.jspecify.annotations.NullMarked;
