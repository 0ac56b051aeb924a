/** Configurations as files. */
@NullMarked
package io.leaddispatcher.adapter.rest.workspacefile;

import org.jspecify.annotations.NullMarked;
