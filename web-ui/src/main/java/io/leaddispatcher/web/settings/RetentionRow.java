package io.leaddispatcher.web.settings;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is kept for some days.
 *
 * @param name of the field, and of its words
 * @param days as typed or as it is set; empty: for ever, or as long as the lead
 * @param set as it is set, likewise
 * @param optional whether it may be left empty
 * @param due a sentence of how much is due now; null where nobody counts
 */
record RetentionRow(
        String name,
        String days,
        String set,
        boolean optional,
        @Nullable String due,
        @Nullable String problem) {}
