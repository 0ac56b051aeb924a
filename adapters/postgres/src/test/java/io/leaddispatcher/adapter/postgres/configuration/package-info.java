@NullMarked
package io.leaddispatcher.adapter.postgres.configuration;

import org.jspecify.annotations.NullMarked;
