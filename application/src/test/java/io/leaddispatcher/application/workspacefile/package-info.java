/** Tests of a workspace as one document. */
@NullMarked
package io.leaddispatcher.application.workspacefile;

import org.jspecify.annotations.NullMarked;
