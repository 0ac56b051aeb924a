/** Export and import of a workspace. */
@NullMarked
package io.leaddispatcher.adapter.rest.workspacefile;

import org.jspecify.annotations.NullMarked;
