/** People who want no more mails that are written by themselves. */
@NullMarked
package io.leaddispatcher.application.optout;

import org.jspecify.annotations.NullMarked;
