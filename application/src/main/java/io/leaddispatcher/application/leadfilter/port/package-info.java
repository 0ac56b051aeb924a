/** What saved filters need from outside. */
@NullMarked
package io.leaddispatcher.application.leadfilter.port;

import org.jspecify.annotations.NullMarked;
