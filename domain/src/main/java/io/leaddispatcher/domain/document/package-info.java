/** Documents that people send: reading them with every violation named at once. */
@NullMarked
package io.leaddispatcher.domain.document;

import org.jspecify.annotations.NullMarked;
