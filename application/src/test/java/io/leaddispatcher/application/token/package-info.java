@NullMarked
package io.leaddispatcher.application.token;

import org.jspecify.annotations.NullMarked;
