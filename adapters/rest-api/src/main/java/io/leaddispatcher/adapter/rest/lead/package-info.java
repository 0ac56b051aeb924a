/** Leads through the API. */
@NullMarked
package io.leaddispatcher.adapter.rest.lead;

import org.jspecify.annotations.NullMarked;
