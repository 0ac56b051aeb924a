/** The pages on which a workspace is described: its people, its rules' data, its promises. */
@NullMarked
package io.leaddispatcher.web.setup;

import org.jspecify.annotations.NullMarked;
