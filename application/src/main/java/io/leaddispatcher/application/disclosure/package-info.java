/** Breaking the glass: the sensitive values of one lead, opened to one member for a while. */
@NullMarked
package io.leaddispatcher.application.disclosure;

import org.jspecify.annotations.NullMarked;
