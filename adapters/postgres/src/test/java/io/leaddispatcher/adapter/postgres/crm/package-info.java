/** Tests of {@code adapter.postgres.crm}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.crm;

import org.jspecify.annotations.NullMarked;
