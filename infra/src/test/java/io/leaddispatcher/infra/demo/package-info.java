@NullMarked
package io.leaddispatcher.infra.demo;

import org.jspecify.annotations.NullMarked;
