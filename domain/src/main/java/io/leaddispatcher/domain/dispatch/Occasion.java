package io.leaddispatcher.domain.dispatch;

import java.util.Map;

/** Why a rep is told of a lead. */
public sealed interface Occasion {

    /** The lead is the rep's, or may become it. */
    record NewLead() implements Occasion {}

    /**
     * Something has to be done about a lead of which they have been told.
     *
     * @param what in a sentence
     */
    record Reminder(String what) implements Occasion {}

    /** The rep has the lead no longer. */
    record Gone(String why) implements Occasion {}

    /**
     * Something has become of a lead that they have handed off.
     *
     * @param what in a sentence
     */
    record News(String what) implements Occasion {}

    /** Whether there may be something to answer. */
    default boolean isAsked() {
        return switch (this) {
            case NewLead _, Reminder _ -> true;
            case Gone _, News _ -> false;
        };
    }

    /** Writes it beside what else a message says; a new lead needs no word. */
    default void write(Map<String, Object> document) {
        switch (this) {
            case NewLead _ -> {
                // Nothing else is said.
            }
            case Reminder(var what) -> document.put("reminder", what);
            case Gone(var why) -> document.put("gone", why);
            case News(var what) -> document.put("news", what);
        }
    }

    /** Reads what {@link #write} wrote. */
    static Occasion read(Map<String, ?> document) {
        if (document.get("gone") instanceof String why) {
            return new Gone(why);
        }
        if (document.get("news") instanceof String what) {
            return new News(what);
        }
        return document.get("reminder") instanceof String what ? new Reminder(what) : new NewLead();
    }
}
