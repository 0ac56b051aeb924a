/** What web forms send beyond what is taken from them. */
@NullMarked
package io.leaddispatcher.application.form;

import org.jspecify.annotations.NullMarked;
