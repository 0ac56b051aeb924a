/** What is kept of acknowledgements and of sequences. */
@NullMarked
package io.leaddispatcher.application.outreach.port;

import org.jspecify.annotations.NullMarked;
