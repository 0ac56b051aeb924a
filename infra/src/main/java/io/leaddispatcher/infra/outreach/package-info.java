/** What leads are written by themselves, in the running program. */
@NullMarked
package io.leaddispatcher.infra.outreach;

import org.jspecify.annotations.NullMarked;
