/** PostgreSQL: connecting safely, and the adapters of each feature in packages of their own. */
@NullMarked
package io.leaddispatcher.adapter.postgres;

import org.jspecify.annotations.NullMarked;
