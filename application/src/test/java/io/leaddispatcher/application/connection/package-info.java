@NullMarked
package io.leaddispatcher.application.connection;

import org.jspecify.annotations.NullMarked;
