@NullMarked
package io.leaddispatcher.infra.main;

import org.jspecify.annotations.NullMarked;
