@NullMarked
package io.leaddispatcher.application.secret;

import org.jspecify.annotations.NullMarked;
