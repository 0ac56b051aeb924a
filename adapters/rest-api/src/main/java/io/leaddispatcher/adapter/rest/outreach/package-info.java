/** What leads are written. */
@NullMarked
package io.leaddispatcher.adapter.rest.outreach;

import org.jspecify.annotations.NullMarked;
