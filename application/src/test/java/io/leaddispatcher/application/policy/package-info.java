@NullMarked
package io.leaddispatcher.application.policy;

import org.jspecify.annotations.NullMarked;
