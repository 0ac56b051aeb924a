/** Answering an offer by a link from a mail. */
@NullMarked
package io.leaddispatcher.web.mailanswer;

import org.jspecify.annotations.NullMarked;
