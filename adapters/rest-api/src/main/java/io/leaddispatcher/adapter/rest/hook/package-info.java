/** The doors for web forms and for systems that sign in the Standard Webhooks way. */
@NullMarked
package io.leaddispatcher.adapter.rest.hook;

import org.jspecify.annotations.NullMarked;
