@NullMarked
package io.leaddispatcher.adapter.postgres.lead;

import org.jspecify.annotations.NullMarked;
