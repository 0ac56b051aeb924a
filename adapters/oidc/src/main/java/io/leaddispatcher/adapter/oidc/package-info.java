/** OpenID Connect: providers are read, asked and believed here, and only as far as they prove. */
@NullMarked
package io.leaddispatcher.adapter.oidc;

import org.jspecify.annotations.NullMarked;
