@NullMarked
package io.leaddispatcher.application.form;

import org.jspecify.annotations.NullMarked;
