/** Word from node to node of what was committed, by NOTIFY. */
@NullMarked
package io.leaddispatcher.adapter.postgres.live;

import org.jspecify.annotations.NullMarked;
