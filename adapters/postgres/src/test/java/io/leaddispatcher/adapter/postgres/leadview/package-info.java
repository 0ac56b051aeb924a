@NullMarked
package io.leaddispatcher.adapter.postgres.leadview;

import org.jspecify.annotations.NullMarked;
