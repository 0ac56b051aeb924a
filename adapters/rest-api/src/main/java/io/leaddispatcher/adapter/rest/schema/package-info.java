/** JSON Schemas of the documents that people write. */
@NullMarked
package io.leaddispatcher.adapter.rest.schema;

import org.jspecify.annotations.NullMarked;
