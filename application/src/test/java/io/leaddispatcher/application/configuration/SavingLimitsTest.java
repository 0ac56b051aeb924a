package io.leaddispatcher.application.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavingLimitsTest {

    private static final String LONGEST = "n".repeat(SavingLimits.LONGEST_NAME);

    private static List<String> places(List<Violation> violations) {
        return violations.stream().map(each -> each.pointer() + " " + each.code()).toList();
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(SavingLimits.of(ConfigurationKind.POOL, null, Map.of("name", LONGEST)))
                .isEmpty();
        assertThat(
                        places(
                                SavingLimits.of(
                                        ConfigurationKind.POOL,
                                        null,
                                        Map.of("name", LONGEST + "n"))))
                .containsExactly("/name OUT_OF_RANGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49301234567", "+49 (0)30 / 123-45.67", "030 1234567", "12345"})
    void aPhoneNumberMayBeWrittenAsPeopleDo(String phone) {
        assertThat(SavingLimits.of(ConfigurationKind.REP, null, Map.of("phone", phone))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "+49", "(((((((", "+49 30 1234567 ext. 4", "<b>12345</b>"})
    void aPhoneNumberIsOne(String phone) {
        assertThat(places(SavingLimits.of(ConfigurationKind.REP, null, Map.of("phone", phone))))
                .containsExactly("/phone MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Z"})
    void aTimeZoneIsARegion(String zone) {
        for (var kind : List.of(ConfigurationKind.REP, ConfigurationKind.TEAM)) {
            assertThat(SavingLimits.of(kind, null, Map.of("timeZone", zone))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02:00", "-5", "UTC+2", "GMT+02:00"})
    void anOffsetIsNoTimeZoneUnlessItWasThereBefore(String zone) {
        for (var kind : List.of(ConfigurationKind.REP, ConfigurationKind.TEAM)) {
            Map<String, ?> document = Map.of("timeZone", zone);

            assertThat(places(SavingLimits.of(kind, null, document)))
                    .containsExactly("/timeZone MALFORMED");
            assertThat(SavingLimits.of(kind, document, document)).isEmpty();
        }
    }

    @Test
    void whatWasThereBeforeMayStay() {
        Map<String, ?> before = Map.of("name", LONGEST + "n", "phone", "abc");

        assertThat(SavingLimits.of(ConfigurationKind.REP, before, before)).isEmpty();
        assertThat(
                        places(
                                SavingLimits.of(
                                        ConfigurationKind.REP,
                                        before,
                                        Map.of("name", LONGEST + "m", "phone", "abc"))))
                .containsExactly("/name OUT_OF_RANGE");
    }

    @Test
    void whatIsNoRepMayHaveAPhoneOfItsOwnKind() {
        assertThat(SavingLimits.of(ConfigurationKind.LIST, null, Map.of("phone", "abc"))).isEmpty();
    }

    @Test
    void namesOfTiersAndRulesHaveAnEndToo() {
        Map<String, ?> policy =
                Map.of(
                        "tiers",
                        List.of(
                                Map.of(
                                        "name",
                                        LONGEST + "n",
                                        "rules",
                                        List.of(
                                                Map.of("id", "short", "name", "Short"),
                                                Map.of("id", "long", "name", LONGEST + "n")))));

        List<Violation> violations = SavingLimits.ofPolicy(policy);

        assertThat(places(violations))
                .containsExactly(
                        "/tiers/0/name OUT_OF_RANGE", "/tiers/0/rules/1/name OUT_OF_RANGE");
        assertThat(violations.getLast().ruleId()).isEqualTo("long");
    }
}
