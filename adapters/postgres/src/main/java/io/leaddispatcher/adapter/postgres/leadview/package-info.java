/** Reading leads with all that belongs to them, in one round trip. */
@NullMarked
package io.leaddispatcher.adapter.postgres.leadview;

import org.jspecify.annotations.NullMarked;
