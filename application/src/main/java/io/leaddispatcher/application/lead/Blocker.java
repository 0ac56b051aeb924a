package io.leaddispatcher.application.lead;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one thing that a lead waits for. */
public sealed interface Blocker {

    /** For the API, in English. */
    String sentence();

    /** It has just come in. */
    record Routing() implements Blocker {
        @Override
        public String sentence() {
            return "It is about to be routed.";
        }
    }

    /**
     * Somebody has to take it from a queue.
     *
     * @param queue its name
     * @param cause why it lies there, as the decision said it
     * @param opening when somebody can be there for it; null when no clock tells
     */
    record Queue(String queue, String cause, @Nullable Opening opening) implements Blocker {

        private static final DateTimeFormatter DAY_AND_TIME =
                DateTimeFormatter.ofPattern("EEE d MMM 'at' HH:mm", Locale.ENGLISH);

        @Override
        public String sentence() {
            return opening == null
                    ? "It waits in the queue %s: %s.".formatted(queue, cause)
                    : "It waits in the queue %s until %s is there on %s (%s): %s."
                            .formatted(
                                    queue,
                                    opening.rep(),
                                    DAY_AND_TIME.format(opening.at().atZone(opening.zone())),
                                    opening.zone().getId(),
                                    cause);
        }
    }

    /** Nobody could be told. */
    record Undeliverable() implements Blocker {
        @Override
        public String sentence() {
            return "No message could be delivered: look at the connections.";
        }
    }

    /** One of several reps has to accept it. */
    record FirstRep() implements Blocker {
        @Override
        public String sentence() {
            return "It waits for the first rep to accept it.";
        }
    }

    /** A rep has to accept it, who is called so. */
    record Rep(String name) implements Blocker {
        @Override
        public String sentence() {
            return "It waits for %s to accept it.".formatted(name);
        }
    }
}
