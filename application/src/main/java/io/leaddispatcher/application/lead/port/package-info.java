/** What the use cases of leads need from outside. */
@NullMarked
package io.leaddispatcher.application.lead.port;

import org.jspecify.annotations.NullMarked;
