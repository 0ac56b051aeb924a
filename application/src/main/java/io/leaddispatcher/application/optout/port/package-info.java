/** What is kept of those who want no more mails. */
@NullMarked
package io.leaddispatcher.application.optout.port;

import org.jspecify.annotations.NullMarked;
