/** Leads as people look at them. */
@NullMarked
package io.leaddispatcher.application.lead;

import org.jspecify.annotations.NullMarked;
