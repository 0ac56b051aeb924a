/** People and access, asked of the whole program. */
@NullMarked
package io.leaddispatcher.infra.access;

import org.jspecify.annotations.NullMarked;
