/** A whole workspace as one document, out and in. */
@NullMarked
package io.leaddispatcher.application.workspacefile;

import org.jspecify.annotations.NullMarked;
