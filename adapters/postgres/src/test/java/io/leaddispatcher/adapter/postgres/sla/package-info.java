@NullMarked
package io.leaddispatcher.adapter.postgres.sla;

import org.jspecify.annotations.NullMarked;
