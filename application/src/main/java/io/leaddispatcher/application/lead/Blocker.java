package io.leaddispatcher.application.lead;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one thing that a lead waits for, with the clock that runs meanwhile. */
public sealed interface Blocker {

    /** For the API, in English; instants are precise, in UTC. */
    String sentence();

    /**
     * Until when it is waited for, and what happens then.
     *
     * @param what is over then, or is done
     * @param at when; not past
     * @param then what comes of it
     * @param name of the pool or queue that it goes to; null where there is none
     */
    record Deadline(What what, Instant at, Then then, @Nullable String name) {

        /** What is over. */
        public enum What {
            /** The time for which it is offered. */
            OFFER,
            /** The time that an SLA policy allows. */
            TARGET
        }

        /** What is done then. */
        public enum Then {
            /** The next in line of a pool gets it. */
            NEXT_OF_POOL,
            /** The policy decides again. */
            DECIDED_AGAIN,
            /** It waits in a queue. */
            QUEUE,
            /** It stays where it is, and the manager is told. */
            MANAGER,
            /** It stays where it is, and is late. */
            LATE
        }

        private String sentence() {
            return "%s at %s, then %s"
                    .formatted(
                            what == What.OFFER ? "the offer lapses" : "it has to be done",
                            at,
                            switch (then) {
                                case NEXT_OF_POOL ->
                                        "the next in the pool %s gets it".formatted(name);
                                case DECIDED_AGAIN -> "it is decided again for somebody else";
                                case QUEUE -> "it waits in the queue %s".formatted(name);
                                case MANAGER -> "the manager is told";
                                case LATE -> "it is late";
                            });
        }
    }

    private static String with(String sentence, @Nullable Deadline deadline) {
        return deadline == null
                ? sentence + "."
                : "%s; %s.".formatted(sentence, deadline.sentence());
    }

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
     * @param key of the queue
     * @param queue its name
     * @param cause why it lies there, as the decision said it
     * @param opening when somebody can be there for it; null when no clock tells
     * @param nextRing when the next ring of its rule joins; null when there is none
     */
    record Queue(
            String key,
            String queue,
            String cause,
            @Nullable Opening opening,
            @Nullable Instant nextRing)
            implements Blocker {

        private static final DateTimeFormatter DAY_AND_TIME =
                DateTimeFormatter.ofPattern("EEE d MMM 'at' HH:mm", Locale.ENGLISH);

        @Override
        public String sentence() {
            String waits =
                    opening == null
                            ? "It waits in the queue %s: %s".formatted(queue, cause)
                            : "It waits in the queue %s until %s is there on %s (%s): %s"
                                    .formatted(
                                            queue,
                                            opening.rep(),
                                            DAY_AND_TIME.format(
                                                    opening.at().atZone(opening.zone())),
                                            opening.zone().getId(),
                                            cause);
            return nextRing == null
                    ? waits + "."
                    : "%s; others are asked at %s.".formatted(waits, nextRing);
        }
    }

    /** Nobody could be told. */
    record Undeliverable() implements Blocker {
        @Override
        public String sentence() {
            return "No message could be delivered: look at the connections.";
        }
    }

    /**
     * No message has got through so far.
     *
     * @param next when it is tried again; null when that is not known
     */
    record Untold(@Nullable Instant next) implements Blocker {
        @Override
        public String sentence() {
            String untold = "No message has got through yet";
            return next == null
                    ? untold + "."
                    : "%s; it is tried again at %s.".formatted(untold, next);
        }
    }

    /**
     * A rep has to do something who is not there.
     *
     * @param key of the rep
     * @param name what the rep is called
     */
    record Absent(String key, String name, Absence absence, @Nullable Deadline deadline)
            implements Blocker {
        @Override
        public String sentence() {
            Instant until = absence.until();
            return with(
                    "It waits for %s, who is %s"
                            .formatted(
                                    name,
                                    switch (absence.why()) {
                                        case INACTIVE -> "no longer active";
                                        case PAUSED -> "paused";
                                        case OUT_OF_OFFICE -> "out of office until " + until;
                                    }),
                    deadline);
        }
    }

    /**
     * One of several reps has to accept it.
     *
     * @param pool the key of theirs; null when they are of none
     */
    record FirstRep(@Nullable String pool, @Nullable Deadline deadline) implements Blocker {
        @Override
        public String sentence() {
            return with("It waits for the first rep to accept it", deadline);
        }
    }

    /**
     * A rep has to accept it.
     *
     * @param key of the rep
     * @param name what the rep is called
     */
    record Rep(String key, String name, @Nullable Deadline deadline) implements Blocker {
        @Override
        public String sentence() {
            return with("It waits for %s to accept it".formatted(name), deadline);
        }
    }

    /**
     * A rep who has accepted it has to do something about it, in time by an SLA policy or late by
     * now.
     *
     * @param key of the rep
     * @param name what the rep is called
     * @param late since when; null: there is time left
     */
    record Action(String key, String name, @Nullable Deadline deadline, @Nullable Instant late)
            implements Blocker {
        @Override
        public String sentence() {
            String waits = "It waits for %s to do something about it".formatted(name);
            return with(late == null ? waits : waits + ", late since " + late, deadline);
        }
    }
}
