/** Answering an offer from the mail that told of it, without a log-in. */
@NullMarked
package io.leaddispatcher.application.mailanswer;

import org.jspecify.annotations.NullMarked;
