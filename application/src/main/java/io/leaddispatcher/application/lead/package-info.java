/** Leads: finding and showing them. */
@NullMarked
package io.leaddispatcher.application.lead;

import org.jspecify.annotations.NullMarked;
