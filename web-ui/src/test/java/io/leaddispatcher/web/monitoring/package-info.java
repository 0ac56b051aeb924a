@NullMarked
package io.leaddispatcher.web.monitoring;

import org.jspecify.annotations.NullMarked;
