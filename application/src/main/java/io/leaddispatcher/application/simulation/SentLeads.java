package io.leaddispatcher.application.simulation;

import java.util.Map;

/** Lead bodies that somebody sent to be tried, in their order. Can be gone through once. */
public interface SentLeads {

    /** How many there are, those that cannot be read among them. */
    int count();

    Iterable<SentLead> leads();

    /** One of them. */
    sealed interface SentLead {

        /** As {@code POST /leads} takes it. */
        record Body(Map<String, ?> document) implements SentLead {}

        /**
         * Something else.
         *
         * @param why in a sentence
         */
        record Unreadable(String why) implements SentLead {}
    }
}
