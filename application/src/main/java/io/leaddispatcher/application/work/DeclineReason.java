package io.leaddispatcher.application.work;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why leads are declined most often, to choose from. Whoever has another reason writes it. */
public enum DeclineReason {
    WRONG_TERRITORY,
    NO_TIME,
    NOT_A_FIT;

    /** Between what was chosen and what was written about it. */
    private static final String AND = ": ";

    /**
     * What was chosen and written, as one reason. Empty when nothing was said.
     *
     * @param chosen the name of a reason; any other says nothing
     * @param written in somebody's own words
     */
    public static Optional<String> said(@Nullable String chosen, @Nullable String written) {
        String words = written == null ? "" : written.strip();
        Optional<String> reason =
                Arrays.stream(values())
                        .map(DeclineReason::name)
                        .filter(name -> name.equals(chosen))
                        .findFirst();
        if (words.isEmpty()) {
            return reason;
        }
        return Optional.of(reason.map(name -> name + AND + words).orElse(words));
    }
}
