/** Finding a thing of the workspace by what it is called. */
@NullMarked
package io.leaddispatcher.application.search;

import org.jspecify.annotations.NullMarked;
