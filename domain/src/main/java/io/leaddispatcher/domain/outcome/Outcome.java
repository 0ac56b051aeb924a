package io.leaddispatcher.domain.outcome;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that has come of a lead.
 *
 * @param at when it came about, in whole microseconds; with the type it tells one from another
 * @param amount what it is worth, with four decimals at most
 * @param currency by ISO 4217
 * @param reason in somebody's own words
 */
public record Outcome(
        OutcomeType type,
        Instant at,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable String reason) {

    private static final BigDecimal MOST = new BigDecimal("1000000000000000");
    private static final int DECIMALS = 4;
    private static final int LONGEST_REASON = 500;

    /** As of a lead that is returned. */
    private static final Set<String> NONE_FOR_THE_REP = Set.of("SPAM", "DUPLICATE", "WRONG_MATCH");

    /** How far the sender's clock may be ahead. */
    public static final Duration AHEAD = Duration.ofMinutes(5);

    /**
     * Reads the body of an outcome. What is wrong is added to the part's violations; empty when
     * they leave none.
     */
    public static Optional<Outcome> read(Part document, Instant now) {
        Optional<OutcomeType> type =
                document.requiredProperty("type").flatMap(part -> part.asOneOf(OutcomeType.class));
        Instant at = document.property("at").flatMap(part -> at(part, now)).orElse(now);
        BigDecimal amount = document.property("amount").flatMap(Outcome::amount).orElse(null);
        String currency =
                document.property("currency")
                        .flatMap(part ->
                                part.parsed(
                                        "must be a currency of ISO 4217 such as EUR",
                                        Outcome::currency))
                        .orElse(null);
        String reason =
                document.property("reason")
                        .flatMap(part -> part.asText(LONGEST_REASON))
                        .orElse(null);
        document.refuseUnknown();
        return type.map(known ->
                new Outcome(known, at.truncatedTo(ChronoUnit.MICROS), amount, currency, reason));
    }

    /** Whether both are the same, told twice. */
    public boolean isSameAs(Outcome other) {
        return type == other.type && at.equals(other.at);
    }

    /** Whether it says that it was no lead at all, or none for whoever had it. */
    public boolean saysItWasNone() {
        return type == OutcomeType.DISQUALIFIED
                && reason != null
                && NONE_FOR_THE_REP.contains(reason);
    }

    private static Optional<Instant> at(Part part, Instant now) {
        return part.asInstant()
                .filter(at -> {
                    boolean past = !at.isBefore(Instant.EPOCH) && !at.isAfter(now.plus(AHEAD));
                    if (!past) {
                        part.violation(OUT_OF_RANGE, "must not lie in the future");
                    }
                    return past;
                });
    }

    private static Optional<BigDecimal> amount(Part part) {
        return part.asNumber()
                .filter(amount -> {
                    boolean fits =
                            amount.signum() >= 0
                                    && amount.compareTo(MOST) < 0
                                    && amount.stripTrailingZeros().scale() <= DECIMALS;
                    if (!fits) {
                        part.violation(
                                OUT_OF_RANGE,
                                "must be from 0 to below %s, with %d decimals at most"
                                        .formatted(MOST, DECIMALS));
                    }
                    return fits;
                });
    }

    private static String currency(String text) {
        return Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode();
    }
}
