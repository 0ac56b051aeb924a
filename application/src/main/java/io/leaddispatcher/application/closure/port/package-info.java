/** What closing and deleting workspaces need from outside. */
@NullMarked
package io.leaddispatcher.application.closure.port;

import org.jspecify.annotations.NullMarked;
