/** What leads are written: texts with places for what is known, and nothing that could be run. */
@NullMarked
package io.leaddispatcher.domain.template;

import org.jspecify.annotations.NullMarked;
