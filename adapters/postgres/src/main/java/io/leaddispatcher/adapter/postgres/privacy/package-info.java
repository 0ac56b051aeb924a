/** Every copy of what is known of a person. */
@NullMarked
package io.leaddispatcher.adapter.postgres.privacy;

import org.jspecify.annotations.NullMarked;
