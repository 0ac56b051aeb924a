/** Tokens and members. */
@NullMarked
package io.leaddispatcher.adapter.rest.access;

import org.jspecify.annotations.NullMarked;
