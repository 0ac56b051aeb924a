/** What was kept before it was sensitive. */
@NullMarked
package io.leaddispatcher.application.encryption;

import org.jspecify.annotations.NullMarked;
