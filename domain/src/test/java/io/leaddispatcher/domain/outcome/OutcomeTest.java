package io.leaddispatcher.domain.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of a report. */
class OutcomeTest {

    private static final Instant NOW = Instant.parse("2026-11-25T11:00:00.123456789Z");

    private final Violations violations = new Violations();

    private Optional<Outcome> read(Map<String, ?> document) {
        return Outcome.read(Part.root(document, violations), NOW);
    }

    @Test
    void everythingCanBeSaid() {
        assertThat(
                        read(
                                Map.of(
                                        "type", "WON",
                                        "at", "2026-11-25T12:04:59.1234567+01:00",
                                        "amount", new BigDecimal("1200.5000"),
                                        "currency", "eur",
                                        "reason", " signed ")))
                .contains(
                        new Outcome(
                                OutcomeType.WON,
                                Instant.parse("2026-11-25T11:04:59.123456Z"),
                                new BigDecimal("1200.5000"),
                                "EUR",
                                "signed"));
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void whatIsLeftOutIsNowAndNothing() {
        assertThat(read(Map.of("type", "NO_SHOW")))
                .contains(
                        new Outcome(
                                OutcomeType.NO_SHOW,
                                Instant.parse("2026-11-25T11:00:00.123456Z"),
                                null,
                                null,
                                null));
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        assertThat(
                        read(
                                Map.of(
                                        "type", "SOLD",
                                        "at", "1969-12-31T23:59:59Z",
                                        "amount", new BigDecimal("-0.01"),
                                        "currency", "EURO",
                                        "reason", "x".repeat(501),
                                        "value", "1")))
                .isEmpty();
        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple("/type", Code.OUT_OF_RANGE),
                        tuple("/at", Code.OUT_OF_RANGE),
                        tuple("/amount", Code.OUT_OF_RANGE),
                        tuple("/currency", Code.MALFORMED),
                        tuple("/reason", Code.OUT_OF_RANGE),
                        tuple("/value", Code.UNKNOWN_PROPERTY));
    }

    @ParameterizedTest
    @CsvSource({"0,true", "999999999999999.9999,true", "1000000000000000,false", "0.00001,false"})
    void amountsHaveBounds(String amount, boolean fits) {
        read(Map.of("type", "WON", "amount", new BigDecimal(amount)));

        assertThat(violations.isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-25T11:05:00Z,true", "2026-11-25T11:05:01Z,false"})
    void aSendersClockMayBeFiveMinutesAhead(String at, boolean fits) {
        read(Map.of("type", "WON", "at", at));

        assertThat(violations.isEmpty()).isEqualTo(fits);
    }

    @Test
    void aReasonIsText() {
        read(Map.of("type", "WON", "reason", "a\0b"));

        assertThat(violations.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void wonLostAndDisqualifiedEndTheWork(OutcomeType type) {
        assertThat(type.concludes())
                .isEqualTo(Map.of("WON", 1, "LOST", 1, "DISQUALIFIED", 1).containsKey(type.name()));
    }

    private static Outcome outcome(OutcomeType type, String at, @Nullable String reason) {
        return new Outcome(type, Instant.parse(at), null, null, reason);
    }

    @Test
    void theSameAtTheSameTimeIsToldTwiceWhateverElseIsSaid() {
        Outcome won = outcome(OutcomeType.WON, "2026-11-25T11:00:00Z", null);

        assertThat(won.isSameAs(outcome(OutcomeType.WON, "2026-11-25T11:00:00Z", "signed")))
                .isTrue();
        assertThat(won.isSameAs(outcome(OutcomeType.WON, "2026-11-25T11:00:01Z", null))).isFalse();
        assertThat(won.isSameAs(outcome(OutcomeType.LOST, "2026-11-25T11:00:00Z", null))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DISQUALIFIED, SPAM, true",
        "DISQUALIFIED, DUPLICATE, true",
        "DISQUALIFIED, WRONG_MATCH, true",
        "DISQUALIFIED, no budget, false",
        "DISQUALIFIED,, false",
        "LOST, SPAM, false"
    })
    void aLeadIsCalledNoneByItsReason(OutcomeType type, @Nullable String reason, boolean none) {
        assertThat(outcome(type, "2026-11-25T11:00:00Z", reason).saysItWasNone()).isEqualTo(none);
    }
}
