@NullMarked
package io.leaddispatcher.application.me;

import org.jspecify.annotations.NullMarked;
