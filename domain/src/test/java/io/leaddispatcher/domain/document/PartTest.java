package io.leaddispatcher.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartTest {

    private final Violations violations = new Violations();

    private Part part(@Nullable Object value) {
        return Part.root(value, violations);
    }

    private List<String> found() {
        return violations.list().stream().map(v -> v.pointer() + " " + v.code()).toList();
    }

    @Test
    void whatIsReadStandsWherePointersSay() {
        Part document = part(Map.of("a/b~c", List.of("x", true)));

        var items = document.items("a/b~c");
        assertThat(items.getLast().asText()).isEmpty();
        assertThat(items.getFirst().asText()).contains("x");
        assertThat(found()).containsExactly("/a~1b~0c/1 WRONG_TYPE");
    }

    @Test
    void everyKindOfValueIsCheckedAndNothingThrows() {
        Part text = part("x");
        text.requireObject();
        text.items();
        text.asFlag();
        text.asNumber();
        text.asDuration(Duration.ZERO);
        text.asInstant();
        part(" ").asText();
        assertThat(text.names()).isEmpty();
        assertThat(text.property("any")).isEmpty();
        assertThat(violations.list().stream().map(Violation::code))
                .containsExactly(
                        Violation.Code.WRONG_TYPE,
                        Violation.Code.WRONG_TYPE,
                        Violation.Code.WRONG_TYPE,
                        Violation.Code.WRONG_TYPE,
                        Violation.Code.MALFORMED,
                        Violation.Code.MALFORMED,
                        Violation.Code.REQUIRED);
    }

    @Test
    void wholeNumbersKeepTheirBounds() {
        assertThat(part(new BigDecimal("5.0")).asInteger(1, 5)).contains(5);
        assertThat(part(new BigDecimal("0")).asInteger(1, 5)).isEmpty();
        assertThat(part(new BigDecimal("6")).asInteger(1, 5)).isEmpty();
        assertThat(part(new BigDecimal("1.5")).asInteger(1, 5)).isEmpty();
        assertThat(violations.list()).hasSize(3);
    }

    @Test
    void durationsInstantsAndZonesAreRead() {
        Part document =
                part(
                        Map.of(
                                "wait", "PT2M",
                                "short", "PT1S",
                                "at", "2026-11-21T09:30:00+01:00",
                                "zone", "Europe/Berlin"));

        assertThat(document.duration("wait", Duration.ZERO)).contains(Duration.ofMinutes(2));
        assertThat(document.duration("short", Duration.ofMinutes(1))).isEmpty();
        assertThat(document.property("at").flatMap(Part::asInstant))
                .contains(Instant.parse("2026-11-21T08:30:00Z"));
        assertThat(document.zone("zone")).isPresent();
        assertThat(document.flag("left-out", true)).isTrue();
        assertThat(found()).containsExactly("/short OUT_OF_RANGE");
    }

    @Test
    void whatIsTooLongAndWhatCannotBeStoredAreToldApart() {
        assertThat(part("four").asText(4)).contains("four");
        part("fiver").asText(4);
        part("a\0b").asText(4);
        part("a\0b").asText();

        assertThat(violations.list().stream().map(Violation::message))
                .containsExactly(
                        "must have at most 4 characters",
                        "must not hold a character that cannot be stored",
                        "must not hold a character that cannot be stored");
    }

    @Test
    void aYearHasFourDigitsAndIsNoneBeforeTheFirst() {
        assertThat(part("9999-12-31T23:59:59Z").asInstant()).isPresent();
        assertThat(part("0001-01-01T00:00:00Z").asInstant()).isPresent();
        assertThat(part("0000-12-31T23:59:59Z").asInstant()).isEmpty();
        assertThat(part("0001-01-01T00:00:00+01:00").asInstant()).isEmpty();
        assertThat(part("9999-12-31T23:59:59-01:00").asInstant()).isEmpty();
        assertThat(part("+10000-01-01T00:00:00Z").asInstant()).isEmpty();
        assertThat(part("-0001-01-01T00:00:00Z").asInstant()).isEmpty();
        assertThat(violations.list().stream().map(Violation::code))
                .hasSize(5)
                .containsOnly(Violation.Code.MALFORMED);
    }

    @Test
    void enumsAreReadExactlyAsSpelled() {
        assertThat(part("CONFLICT").asOneOf(Violation.Code.class))
                .contains(Violation.Code.CONFLICT);
        assertThat(part("conflict").asOneOf(Violation.Code.class)).isEmpty();
        assertThat(part(true).asOneOf(Violation.Code.class)).isEmpty();
        assertThat(violations.list().stream().map(Violation::code))
                .containsExactly(Violation.Code.OUT_OF_RANGE, Violation.Code.WRONG_TYPE);
    }

    @Test
    void whatNobodyAskedForIsNamedAndWhatIsRequiredToo() {
        Part document = part(Map.of("key", "k", "odd", 1));
        document.ignore("key");
        document.requiredText("name");
        document.refuseUnknown();

        assertThat(found()).containsExactly("/name REQUIRED", "/odd UNKNOWN_PROPERTY");
        assertThat(document.value()).isInstanceOf(Map.class);
        assertThat(document.pointer()).isEmpty();
    }

    @Test
    void ofAMillionMistakesAHundredAreKept() {
        Map<String, Integer> odd =
                IntStream.range(0, 150).boxed().collect(Collectors.toMap(n -> "odd" + n, n -> n));
        Part document = part(odd);
        document.refuseUnknown();
        document.requiredText("name");
        document.refuseUnknown();

        assertThat(violations.isFull()).isTrue();
        assertThat(violations.isEmpty()).isFalse();
        assertThat(violations.list())
                .hasSize(Violations.MOST)
                .allMatch(each -> each.code() == Violation.Code.UNKNOWN_PROPERTY);
    }

    @Test
    void whatIsKnownIsToldInASentence() {
        Part document = part(Map.of("odd", 1));
        document.property("b");
        document.property("a");
        document.refuseUnknown();
        IntStream.range(100, 200).forEach(n -> document.property("c" + n));
        document.refuseUnknown();

        assertThat(violations.isFull()).isFalse();
        assertThat(violations.list().getFirst().message())
                .isEqualTo("'odd' is not known here; known: a, b");
        assertThat(violations.list().getLast().message()).endsWith(", c197, …");
    }

    @Test
    void violationsOfARuleCarryItsId() {
        violations.inRule("r1", () -> part("x").requireObject());
        part("x").requireObject();

        assertThat(violations.list().getFirst().ruleId()).isEqualTo("r1");
        assertThat(violations.list().getLast().ruleId()).isNull();
        assertThatThrownBy(violations::refuseIfAny)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.violations()).hasSize(2));
    }

    @Test
    void aRefusalHasAReason() {
        violations.refuseIfAny();
        assertThatIllegalArgumentException().isThrownBy(() -> new InvalidInputException(List.of()));
        assertThat(new InvalidInputException("/a", Violation.Code.CONFLICT, "taken").violations())
                .containsExactly(new Violation("/a", Violation.Code.CONFLICT, "taken"));
    }

    @Test
    void keysAreSlugs() {
        assertThat(Key.isValid("gpuCount")).isTrue();
        assertThat(Key.require("a" + "x".repeat(62))).hasSize(63);
        for (String text : List.of("", ".a", "a b", "a".repeat(64))) {
            assertThat(Key.isValid(text)).as(text).isFalse();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Key.require("-"));
        assertThat(new TenantId(new UUID(0, 1)))
                .hasToString("00000000-0000-0000-0000-000000000001");
    }
}
