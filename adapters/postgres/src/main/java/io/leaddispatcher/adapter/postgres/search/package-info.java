/** Finding by words: how they are kept and asked for. */
@NullMarked
package io.leaddispatcher.adapter.postgres.search;

import org.jspecify.annotations.NullMarked;
