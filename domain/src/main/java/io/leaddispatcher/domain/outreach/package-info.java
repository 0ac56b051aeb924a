/** What leads are written by themselves, by key. */
@NullMarked
package io.leaddispatcher.domain.outreach;

import org.jspecify.annotations.NullMarked;
