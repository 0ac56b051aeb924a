/** What a decision costs, beside other rule engines, on the same rules and leads. */
@NullMarked
package io.leaddispatcher.benchmarks;

import org.jspecify.annotations.NullMarked;
