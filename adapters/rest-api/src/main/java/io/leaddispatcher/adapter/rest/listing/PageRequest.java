package io.leaddispatcher.adapter.rest.listing;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param after where the page before ended; null for the first page
 */
public record PageRequest(@Nullable String after, int limit) {}
