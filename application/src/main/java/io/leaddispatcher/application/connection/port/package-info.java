/** What connections need from outside. */
@NullMarked
package io.leaddispatcher.application.connection.port;

import org.jspecify.annotations.NullMarked;
