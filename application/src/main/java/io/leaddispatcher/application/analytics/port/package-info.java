/** What reports need from outside. */
@NullMarked
package io.leaddispatcher.application.analytics.port;

import org.jspecify.annotations.NullMarked;
