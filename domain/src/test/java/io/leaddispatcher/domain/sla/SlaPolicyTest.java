package io.leaddispatcher.domain.sla;

import static io.leaddispatcher.domain.roster.Reading.accepted;
import static io.leaddispatcher.domain.roster.Reading.refused;
import static io.leaddispatcher.domain.roster.Reading.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.sla.Escalation.Point.Offset;
import io.leaddispatcher.domain.sla.Escalation.Point.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaPolicyTest {

    private static final SlaPolicyKey HOT = new SlaPolicyKey("hot");

    @Test
    void aWholeDocumentIsRead() {
        SlaPolicy hot =
                accepted(
                        Map.of(
                                "name",
                                "Hot",
                                "targets",
                                Map.of(
                                        "DISPATCHED", "PT30S",
                                        "ACCEPTED", "PT5M",
                                        "FIRST_ACTION", "PT15M"),
                                "time",
                                "BUSINESS",
                                "escalations",
                                List.of(
                                        step("ACCEPTED", "50%", "REMIND"),
                                        step("ACCEPTED", "100%", "REASSIGN"),
                                        step("FIRST_ACTION", "PT1H", "NOTIFY_MANAGER")),
                                "maxHops",
                                BigDecimal.TWO,
                                "key",
                                "hot"),
                        SlaPolicyTest::read);

        assertThat(hot)
                .isEqualTo(
                        new SlaPolicy(
                                HOT,
                                "Hot",
                                Map.of(
                                        SlaTarget.DISPATCHED, Duration.ofSeconds(30),
                                        SlaTarget.ACCEPTED, Duration.ofMinutes(5),
                                        SlaTarget.FIRST_ACTION, Duration.ofMinutes(15)),
                                SlaTime.BUSINESS,
                                List.of(
                                        new Escalation(
                                                SlaTarget.ACCEPTED,
                                                new Share(50),
                                                EscalationAction.REMIND),
                                        new Escalation(
                                                SlaTarget.ACCEPTED,
                                                new Share(100),
                                                EscalationAction.REASSIGN),
                                        new Escalation(
                                                SlaTarget.FIRST_ACTION,
                                                new Offset(Duration.ofHours(1)),
                                                EscalationAction.NOTIFY_MANAGER)),
                                2));
    }

    @Test
    void aNameIsEnoughAndDispatchIsDueInAMinute() {
        SlaPolicy plain = accepted(Map.of("name", "Plain"), SlaPolicyTest::read);

        assertThat(plain.targets()).isEqualTo(Map.of(SlaTarget.DISPATCHED, Duration.ofSeconds(60)));
        assertThat(plain.time()).isEqualTo(SlaTime.CALENDAR);
        assertThat(plain.escalations()).isEmpty();
        assertThat(plain.maxHops()).isEqualTo(3);
    }

    @Test
    void dispatchKeepsItsMinuteBesideOtherTargets() {
        SlaPolicy policy =
                accepted(
                        Map.of("name", "Slow", "targets", Map.of("FOLLOW_UP", "P2D")),
                        SlaPolicyTest::read);

        assertThat(policy.targets())
                .isEqualTo(
                        Map.of(
                                SlaTarget.DISPATCHED, Duration.ofSeconds(60),
                                SlaTarget.FOLLOW_UP, Duration.ofDays(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "1%, 1",
        "150%, 150",
        "1000%, 1000",
        "' 50% ', 50",
    })
    void aShareIsAPercentage(String at, int percent) {
        assertThat(accepted(escalatingAt(at), SlaPolicyTest::read).escalations())
                .extracting(Escalation::at)
                .containsExactly(new Share(percent));
    }

    @ParameterizedTest
    @CsvSource({
        "0%, OUT_OF_RANGE",
        "1001%, OUT_OF_RANGE",
        "99999%, MALFORMED",
        "12.5%, MALFORMED",
        "-5%, MALFORMED",
        "%, MALFORMED",
        "50, MALFORMED",
        "soon, MALFORMED",
        "PT0S, OUT_OF_RANGE",
        "P3661D, OUT_OF_RANGE",
    })
    void aPointOfAnotherShapeIsRefused(String at, String code) {
        assertThat(refused(escalatingAt(at), SlaPolicyTest::read))
                .containsExactly("/escalations/0/at " + code);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(
                        refused(
                                Map.of(
                                        "targets",
                                        Map.of("ACCEPTED", "PT0S", "WON", "PT1H"),
                                        "time",
                                        "LUNCH",
                                        "escalations",
                                        List.of(
                                                Map.of(),
                                                "call me",
                                                step("WON", new BigDecimal(50), "DANCE"),
                                                step("FOLLOW_UP", "PT1H", "QUEUE")),
                                        "maxHops",
                                        new BigDecimal(-1),
                                        "colour",
                                        "red"),
                                SlaPolicyTest::read))
                .containsExactlyInAnyOrder(
                        "/name REQUIRED",
                        "/targets/ACCEPTED OUT_OF_RANGE",
                        "/targets/WON UNKNOWN_PROPERTY",
                        "/time OUT_OF_RANGE",
                        "/escalations/0/target REQUIRED",
                        "/escalations/0/at REQUIRED",
                        "/escalations/0/do REQUIRED",
                        "/escalations/1 WRONG_TYPE",
                        "/escalations/2/target OUT_OF_RANGE",
                        "/escalations/2/at WRONG_TYPE",
                        "/escalations/2/do OUT_OF_RANGE",
                        "/escalations/3/target UNKNOWN_REFERENCE",
                        "/maxHops OUT_OF_RANGE",
                        "/colour UNKNOWN_PROPERTY");
        assertThat(refused(List.of(), SlaPolicyTest::read)).containsExactly(" WRONG_TYPE");
        assertThat(refused(Map.of("name", "Hot", "targets", "soon"), SlaPolicyTest::read))
                .containsExactly("/targets WRONG_TYPE");
        assertThat(words(escalatingAt("0%"), SlaPolicyTest::read))
                .containsExactly("must be from 1% to 1000%");
    }

    @Test
    void aTargetCanBeAddedToAnyInstant() {
        assertThat(accepted(allowing("P3660D"), SlaPolicyTest::read).targets())
                .containsEntry(SlaTarget.ACCEPTED, Duration.ofDays(3_660));
        assertThat(refused(allowing("PT2562047788015215H"), SlaPolicyTest::read))
                .containsExactly("/targets/ACCEPTED OUT_OF_RANGE");
    }

    private static Map<String, Object> allowing(String time) {
        return Map.of("name", "Hot", "targets", Map.of("ACCEPTED", time));
    }

    @Test
    void keysCompareBySpelling() {
        assertThat(HOT).isLessThan(new SlaPolicyKey("warm")).hasToString("hot");
    }

    private static Map<String, Object> escalatingAt(String at) {
        return Map.of("name", "Hot", "escalations", List.of(step("DISPATCHED", at, "REMIND")));
    }

    private static Map<String, Object> step(String target, Object at, String action) {
        return Map.of("target", target, "at", at, "do", action);
    }

    private static Optional<SlaPolicy> read(Part part) {
        return SlaPolicy.read(HOT, part);
    }
}
