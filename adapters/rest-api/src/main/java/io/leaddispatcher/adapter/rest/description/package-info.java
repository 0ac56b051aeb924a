/** The OpenAPI document, put together from one file for each area. */
@NullMarked
package io.leaddispatcher.adapter.rest.description;

import org.jspecify.annotations.NullMarked;
