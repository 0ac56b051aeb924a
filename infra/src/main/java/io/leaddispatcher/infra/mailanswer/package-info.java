/** Links in mails, as this installation makes them. */
@NullMarked
package io.leaddispatcher.infra.mailanswer;

import org.jspecify.annotations.NullMarked;
