/** The API's own description, for people. */
@NullMarked
package io.leaddispatcher.web.apidocs;

import org.jspecify.annotations.NullMarked;
