/** What the members of a workspace need from outside. */
@NullMarked
package io.leaddispatcher.application.member.port;

import org.jspecify.annotations.NullMarked;
