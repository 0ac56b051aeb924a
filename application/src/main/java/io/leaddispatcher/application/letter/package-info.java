/** Letters to people about their access: invitations, confirmations, resets. */
@NullMarked
package io.leaddispatcher.application.letter;

import org.jspecify.annotations.NullMarked;
