/** What a workspace's file needs from outside. */
@NullMarked
package io.leaddispatcher.application.workspacefile.port;

import org.jspecify.annotations.NullMarked;
