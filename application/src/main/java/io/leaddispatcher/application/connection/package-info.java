/** Configured integrations: what they are set to, and how they fare. */
@NullMarked
package io.leaddispatcher.application.connection;

import org.jspecify.annotations.NullMarked;
