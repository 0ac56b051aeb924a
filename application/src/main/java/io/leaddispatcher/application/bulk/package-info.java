/** What is done with many leads at once. */
@NullMarked
package io.leaddispatcher.application.bulk;

import org.jspecify.annotations.NullMarked;
