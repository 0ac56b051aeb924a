/** What leads say is kept encrypted where a workspace has sensitive fields. */
@NullMarked
package io.leaddispatcher.adapter.postgres.encryption;

import org.jspecify.annotations.NullMarked;
