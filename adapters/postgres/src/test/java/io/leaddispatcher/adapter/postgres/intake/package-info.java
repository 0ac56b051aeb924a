@NullMarked
package io.leaddispatcher.adapter.postgres.intake;

import org.jspecify.annotations.NullMarked;
