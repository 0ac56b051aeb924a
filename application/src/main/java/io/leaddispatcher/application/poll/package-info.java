/** Records of systems that tell of nothing by themselves, or may not tell of everything. */
@NullMarked
package io.leaddispatcher.application.poll;

import org.jspecify.annotations.NullMarked;
