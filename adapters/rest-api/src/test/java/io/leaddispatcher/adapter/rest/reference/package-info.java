/** The policy reference, run. */
@NullMarked
package io.leaddispatcher.adapter.rest.reference;

import org.jspecify.annotations.NullMarked;
