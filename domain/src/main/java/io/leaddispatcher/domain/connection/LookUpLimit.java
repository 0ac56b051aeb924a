package io.leaddispatcher.domain.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How long a lead waits for a CRM's word on a company that nobody here knows. */
public final class LookUpLimit {

    /** The setting, in milliseconds; 0 turns it off. */
    public static final String SETTING = "lookUpWithinMs";

    /** Longer, and the promise to be quick would be broken for a company that is in no CRM. */
    static final int LONGEST = 5_000;

    private static final int USUAL = 1_000;

    private LookUpLimit() {}

    /** Empty when the CRM is not to be asked. */
    public static Optional<Duration> of(Map<String, ?> settings) {
        int millis = settings.get(SETTING) instanceof Number said ? said.intValue() : USUAL;
        return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
