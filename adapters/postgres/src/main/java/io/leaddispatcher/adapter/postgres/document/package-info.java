/** Documents as jsonb. */
@NullMarked
package io.leaddispatcher.adapter.postgres.document;

import org.jspecify.annotations.NullMarked;
