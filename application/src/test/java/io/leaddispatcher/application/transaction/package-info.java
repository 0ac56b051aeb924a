@NullMarked
package io.leaddispatcher.application.transaction;

import org.jspecify.annotations.NullMarked;
