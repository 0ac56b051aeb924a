/** What a person may ask for. */
@NullMarked
package io.leaddispatcher.adapter.rest.privacy;

import org.jspecify.annotations.NullMarked;
