/** What escalations need from outside. */
@NullMarked
package io.leaddispatcher.application.escalation.port;

import org.jspecify.annotations.NullMarked;
