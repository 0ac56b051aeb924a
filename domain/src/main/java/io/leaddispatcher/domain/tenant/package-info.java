/** Tenants, the organisations that own every row. */
@NullMarked
package io.leaddispatcher.domain.tenant;

import org.jspecify.annotations.NullMarked;
