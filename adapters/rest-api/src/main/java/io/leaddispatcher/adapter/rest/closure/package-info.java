/** What the API says in a closed workspace. */
@NullMarked
package io.leaddispatcher.adapter.rest.closure;

import org.jspecify.annotations.NullMarked;
