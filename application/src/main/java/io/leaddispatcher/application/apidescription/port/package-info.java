/** What the description of the API is read through. */
@NullMarked
package io.leaddispatcher.application.apidescription.port;

import org.jspecify.annotations.NullMarked;
