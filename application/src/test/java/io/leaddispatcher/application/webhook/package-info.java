/** Tests of telling programs outside, and doubles of what it needs. */
@NullMarked
package io.leaddispatcher.application.webhook;

import org.jspecify.annotations.NullMarked;
