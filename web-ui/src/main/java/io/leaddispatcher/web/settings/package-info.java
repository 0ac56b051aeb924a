/** Settings of a workspace: members and tokens. */
@NullMarked
package io.leaddispatcher.web.settings;

import org.jspecify.annotations.NullMarked;
