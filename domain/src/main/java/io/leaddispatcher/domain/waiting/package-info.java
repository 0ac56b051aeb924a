/** Leads that wait: in which order they are served, and when somebody is there for them. */
@NullMarked
package io.leaddispatcher.domain.waiting;

import org.jspecify.annotations.NullMarked;
