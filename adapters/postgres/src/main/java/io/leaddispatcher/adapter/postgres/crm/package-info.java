/** The mirrors of CRMs' companies. */
@NullMarked
package io.leaddispatcher.adapter.postgres.crm;

import org.jspecify.annotations.NullMarked;
