/** The demo workspace: made once, by the same use cases that people use. */
@NullMarked
package io.leaddispatcher.infra.demo;

import org.jspecify.annotations.NullMarked;
