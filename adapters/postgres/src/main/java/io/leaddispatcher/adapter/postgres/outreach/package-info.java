/** What leads are written by themselves, in PostgreSQL. */
@NullMarked
package io.leaddispatcher.adapter.postgres.outreach;

import org.jspecify.annotations.NullMarked;
