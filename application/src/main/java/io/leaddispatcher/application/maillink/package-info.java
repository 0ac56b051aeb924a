/** Links in mails that are good for one thing and cannot be made up. */
@NullMarked
package io.leaddispatcher.application.maillink;

import org.jspecify.annotations.NullMarked;
