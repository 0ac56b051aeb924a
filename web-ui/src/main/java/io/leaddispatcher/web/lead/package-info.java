/** Leads: the list, one of them, and why it went where it went. */
@NullMarked
package io.leaddispatcher.web.lead;

import org.jspecify.annotations.NullMarked;
