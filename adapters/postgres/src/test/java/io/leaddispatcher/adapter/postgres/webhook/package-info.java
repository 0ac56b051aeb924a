/** Tests of {@code adapter.postgres.webhook}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.webhook;

import org.jspecify.annotations.NullMarked;
