/** Tests of what lists share. */
@NullMarked
package io.leaddispatcher.web.list;

import org.jspecify.annotations.NullMarked;
