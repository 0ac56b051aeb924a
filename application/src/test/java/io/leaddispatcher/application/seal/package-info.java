@NullMarked
package io.leaddispatcher.application.seal;

import org.jspecify.annotations.NullMarked;
