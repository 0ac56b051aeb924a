package io.leaddispatcher.web.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param q what was looked for; empty: nothing yet, and all that there is to go to is shown
 * @param said how much it is, for those who do not see it
 */
record SearchView(String q, List<Group> groups, String said) {

    SearchView {
        groups = List.copyOf(groups);
    }

    /** Things of one kind. */
    record Group(String id, String title, List<Hit> hits) {
        Group {
            hits = List.copyOf(hits);
        }
    }

    /**
     * One thing.
     *
     * @param detail null when the name says all
     * @param badge how it stands, in a word; null when there is nothing to say
     * @param personal whether its name tells of a person outside: no browser keeps it for long
     */
    record Hit(
            String href,
            String icon,
            String name,
            @Nullable String detail,
            @Nullable Badge badge,
            boolean personal) {}

    /** A word with a colour. */
    record Badge(String tone, String text) {}
}
