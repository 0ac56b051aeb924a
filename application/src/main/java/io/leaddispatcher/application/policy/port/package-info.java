/** What the use cases of policies need from outside. */
@NullMarked
package io.leaddispatcher.application.policy.port;

import org.jspecify.annotations.NullMarked;
