/** What a person may ask of the whole program. */
@NullMarked
package io.leaddispatcher.infra.privacy;

import org.jspecify.annotations.NullMarked;
