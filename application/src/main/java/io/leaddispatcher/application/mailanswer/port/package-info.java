/** What is asked of offers that were mailed. */
@NullMarked
package io.leaddispatcher.application.mailanswer.port;

import org.jspecify.annotations.NullMarked;
