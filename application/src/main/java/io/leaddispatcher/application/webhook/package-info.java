/** Telling programs outside what happens: who listens, and sending it to them. */
@NullMarked
package io.leaddispatcher.application.webhook;

import org.jspecify.annotations.NullMarked;
