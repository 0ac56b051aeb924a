/** What only the demo does. */
@NullMarked
package io.leaddispatcher.application.demo;

import org.jspecify.annotations.NullMarked;
