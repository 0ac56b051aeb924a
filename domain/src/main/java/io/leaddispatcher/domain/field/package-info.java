/** The field catalogue: what can be said about a lead, and its type. */
@NullMarked
package io.leaddispatcher.domain.field;

import org.jspecify.annotations.NullMarked;
