/** What is written down, and where tests find it. */
@NullMarked
package io.leaddispatcher.application.monitoring;

import org.jspecify.annotations.NullMarked;
