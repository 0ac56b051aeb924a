/** Reading documents of the application for pages. */
@NullMarked
package io.leaddispatcher.web.document;

import org.jspecify.annotations.NullMarked;
