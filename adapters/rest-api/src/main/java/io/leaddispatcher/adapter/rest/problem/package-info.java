/** Problem documents (RFC 9457). */
@NullMarked
package io.leaddispatcher.adapter.rest.problem;

import org.jspecify.annotations.NullMarked;
