/** Who calls the API. */
@NullMarked
package io.leaddispatcher.adapter.rest.security;

import org.jspecify.annotations.NullMarked;
