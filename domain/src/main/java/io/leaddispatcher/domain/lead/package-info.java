/** Leads: the person and the request. */
@NullMarked
package io.leaddispatcher.domain.lead;

import org.jspecify.annotations.NullMarked;
