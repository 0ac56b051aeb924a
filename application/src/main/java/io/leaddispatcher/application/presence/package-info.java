/** Who has the draft of a policy open, and word that it was saved. */
@NullMarked
package io.leaddispatcher.application.presence;

import org.jspecify.annotations.NullMarked;
