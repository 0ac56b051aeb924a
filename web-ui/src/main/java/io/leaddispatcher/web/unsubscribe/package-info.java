/** Where somebody says that they want no more mails. */
@NullMarked
package io.leaddispatcher.web.unsubscribe;

import org.jspecify.annotations.NullMarked;
