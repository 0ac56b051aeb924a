/** How many leads a second the whole program takes, routes and tells, and how fast each is told. */
@NullMarked
package io.leaddispatcher.infra.benchmark;

import org.jspecify.annotations.NullMarked;
