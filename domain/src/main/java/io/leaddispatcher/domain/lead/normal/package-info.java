/** One spelling for what people write in many: countries, states, phones, domains, names. */
@NullMarked
package io.leaddispatcher.domain.lead.normal;

import org.jspecify.annotations.NullMarked;
