/** Tests of telling programs outside, and doubles of what it needs. */
@NullMarked
package io.leaddispatcher.application.escalation;

import org.jspecify.annotations.NullMarked;
