/** What somebody has in their pocket besides the password that they know. */
@NullMarked
package io.leaddispatcher.domain.secondfactor;

import org.jspecify.annotations.NullMarked;
