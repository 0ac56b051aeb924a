@NullMarked
package io.leaddispatcher.application.snapshot;

import org.jspecify.annotations.NullMarked;
