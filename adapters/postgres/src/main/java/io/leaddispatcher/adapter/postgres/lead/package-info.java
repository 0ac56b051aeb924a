/** PostgreSQL for the ports of {@code application.lead}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.lead;

import org.jspecify.annotations.NullMarked;
