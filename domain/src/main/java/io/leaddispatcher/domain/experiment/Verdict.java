package io.leaddispatcher.domain.experiment;

import io.leaddispatcher.domain.phrase.Phrase;

/** What can be said of the share that was won. */
public record Verdict(Leaning leaning, Phrase said) {

    /** Which way it goes. */
    public enum Leaning {
        /** Nothing can be told. */
        NONE,
        /** The variant wins more. */
        MORE,
        /** The variant wins less. */
        LESS
    }

    static Verdict none(Phrase why) {
        return new Verdict(Leaning.NONE, why);
    }
}
