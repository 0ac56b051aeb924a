/** What the checks need from outside. */
@NullMarked
package io.leaddispatcher.application.monitoring.port;

import org.jspecify.annotations.NullMarked;
