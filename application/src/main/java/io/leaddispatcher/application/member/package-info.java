/** The members of a workspace, and how people become members. */
@NullMarked
package io.leaddispatcher.application.member;

import org.jspecify.annotations.NullMarked;
