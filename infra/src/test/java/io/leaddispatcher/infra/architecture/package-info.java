@NullMarked
package io.leaddispatcher.infra.architecture;

import org.jspecify.annotations.NullMarked;
