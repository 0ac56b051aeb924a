/** What leads are written by themselves: acknowledgements and sequences. */
@NullMarked
package io.leaddispatcher.application.outreach;

import org.jspecify.annotations.NullMarked;
