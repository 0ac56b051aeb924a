@NullMarked
package io.leaddispatcher.application.consent;

import org.jspecify.annotations.NullMarked;
