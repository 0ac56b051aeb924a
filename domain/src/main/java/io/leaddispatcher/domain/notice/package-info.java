/** What a rep is told, by which ways and when: the rep's choices, and what holds beside them. */
@NullMarked
package io.leaddispatcher.domain.notice;

import org.jspecify.annotations.NullMarked;
