/** Where it is remembered. */
@NullMarked
package io.leaddispatcher.application.form.port;

import org.jspecify.annotations.NullMarked;
