/** Web Push: RFC 8030, 8291 and 8292. */
@NullMarked
package io.leaddispatcher.adapter.push;

import org.jspecify.annotations.NullMarked;
