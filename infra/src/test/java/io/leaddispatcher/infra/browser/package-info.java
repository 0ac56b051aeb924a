/** The pages in a real browser, over the whole program with its demo. */
@NullMarked
package io.leaddispatcher.infra.browser;

import org.jspecify.annotations.NullMarked;
