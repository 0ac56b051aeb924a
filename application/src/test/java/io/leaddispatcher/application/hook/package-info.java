@NullMarked
package io.leaddispatcher.application.hook;

import org.jspecify.annotations.NullMarked;
