/** What strangers and other tenants get to see of a workspace: nothing. */
@NullMarked
package io.leaddispatcher.infra.isolation;

import org.jspecify.annotations.NullMarked;
