@NullMarked
package io.leaddispatcher.web.connection;

import org.jspecify.annotations.NullMarked;
