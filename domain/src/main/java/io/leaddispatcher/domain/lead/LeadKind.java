package io.leaddispatcher.domain.lead;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By which kind of routing policy a lead is decided. */
public enum LeadKind {
    LEAD,
    MEETING,
    CALL;

    /** As the API spells it: {@code lead}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LeadKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
