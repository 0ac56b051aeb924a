/** Identity providers for tests: a real one, and one that lies. */
@NullMarked
package io.leaddispatcher.adapter.oidc.provider;

import org.jspecify.annotations.NullMarked;
