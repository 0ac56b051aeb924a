/** PostgreSQL for the ports of {@code application.demo}. */
@NullMarked
package io.leaddispatcher.adapter.postgres.demo;

import org.jspecify.annotations.NullMarked;
