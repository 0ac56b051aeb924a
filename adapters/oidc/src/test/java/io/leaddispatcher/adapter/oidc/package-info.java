/** Tests of what is believed of a provider. */
@NullMarked
package io.leaddispatcher.adapter.oidc;

import org.jspecify.annotations.NullMarked;
