/** All pages with made-up data, to look at and to test without a database. */
@NullMarked
package io.leaddispatcher.web.preview;

import org.jspecify.annotations.NullMarked;
