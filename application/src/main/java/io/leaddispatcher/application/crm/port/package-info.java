/** What the core asks of any CRM. */
@NullMarked
package io.leaddispatcher.application.crm.port;

import org.jspecify.annotations.NullMarked;
