/** What the use cases of the configuration need from outside. */
@NullMarked
package io.leaddispatcher.application.configuration.port;

import org.jspecify.annotations.NullMarked;
