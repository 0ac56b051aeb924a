@NullMarked
package io.leaddispatcher.adapter.postgres.privacy;

import org.jspecify.annotations.NullMarked;
