/** Configuration documents. */
@NullMarked
package io.leaddispatcher.adapter.rest.configuration;

import org.jspecify.annotations.NullMarked;
