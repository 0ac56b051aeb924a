/** The API by the generated client. */
@NullMarked
package io.leaddispatcher.infra.client;

import org.jspecify.annotations.NullMarked;
