/** Doubles of who the members of a workspace are. */
@NullMarked
package io.leaddispatcher.application.member;

import org.jspecify.annotations.NullMarked;
