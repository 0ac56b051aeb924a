package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.People.BEN;
import static io.leaddispatcher.domain.roster.People.BERLIN;
import static io.leaddispatcher.domain.roster.People.MIA;
import static io.leaddispatcher.domain.roster.People.ZOE;
import static io.leaddispatcher.domain.roster.People.at;
import static io.leaddispatcher.domain.roster.People.rep;
import static io.leaddispatcher.domain.roster.Reading.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.LeadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepTest {

    private static final Predicate<RepKey> KNOWN = Set.of(MIA, BEN)::contains;
    private static final Map<String, String> SHORTEST =
            Map.of("name", "Mia", "email", "mia@x.test");

    @Test
    void aWholeDocumentIsRead() {
        Rep mia =
                accepted(
                        Map.ofEntries(
                                Map.entry("name", " Mia "),
                                Map.entry("email", "mia@x.test"),
                                Map.entry("role", "MANAGER"),
                                Map.entry("timeZone", "Europe/Berlin"),
                                Map.entry(
                                        "workingHours",
                                        Map.of("MON-FRI", List.of("09:00-12:30", "13:30-18:00"))),
                                Map.entry(
                                        "skills",
                                        Map.of(
                                                "vertical", List.of("FinTech"),
                                                "language", List.of("de", "en"))),
                                Map.entry(
                                        "capacity",
                                        Map.of(
                                                "open",
                                                new BigDecimal(25),
                                                "perDay",
                                                new BigDecimal("10.0"),
                                                "perHour",
                                                BigDecimal.ZERO,
                                                "perKind",
                                                Map.of("meeting", BigDecimal.ONE))),
                                Map.entry("active", false),
                                Map.entry("paused", true),
                                Map.entry(
                                        "outOfOffice",
                                        List.of(
                                                Map.of(
                                                        "from", "2026-12-24T00:00:00Z",
                                                        "to", "2027-01-02T00:00:00Z",
                                                        "delegate", "ben"))),
                                Map.entry("slackUserId", "U1"),
                                Map.entry("phone", "+4930123456"),
                                Map.entry("crmOwnerIds", Map.of("hubspot-main", "77")),
                                Map.entry("key", "mia"),
                                Map.entry("load", Map.of("open", BigDecimal.TWO))));

        assertThat(mia.name()).isEqualTo("Mia");
        assertThat(mia.email()).isEqualTo("mia@x.test");
        assertThat(mia.role()).isEqualTo(Role.MANAGER);
        assertThat(mia.timeZone()).isEqualTo(BERLIN);
        assertThat(mia.workingHours()).isNotNull();
        assertThat(mia.skills())
                .isEqualTo(Map.of("vertical", Set.of("fintech"), "language", Set.of("de", "en")));
        assertThat(mia.capacity())
                .isEqualTo(new Capacity(25, 10, 0, ImmutableMap.of(LeadKind.MEETING, 1), null));
        assertThat(mia.active()).isFalse();
        assertThat(mia.paused()).isTrue();
        assertThat(mia.outOfOffice())
                .containsExactly(
                        new OutOfOffice(at("2026-12-24T00:00Z"), at("2027-01-02T00:00Z"), BEN));
        assertThat(mia.slackUserId()).isEqualTo("U1");
        assertThat(mia.phone()).isEqualTo("+4930123456");
        assertThat(mia.crmOwnerIds()).isEqualTo(Map.of(new ConnectionKey("hubspot-main"), "77"));
    }

    @Test
    void aRampSaysHowManyAndForHowLong() {
        assertThat(
                        accepted(capacity(Map.of("perHour", BigDecimal.TWO, "for", "P1D")))
                                .capacity()
                                .ramp())
                .isEqualTo(new Ramp(2, Duration.ofDays(1)));
        assertThat(refused(capacity(Map.of("perHour", BigDecimal.ZERO, "for", "PT5M", "of", 1))))
                .containsExactlyInAnyOrder(
                        "/capacity/ramp/perHour OUT_OF_RANGE",
                        "/capacity/ramp/for OUT_OF_RANGE",
                        "/capacity/ramp/of UNKNOWN_PROPERTY");
        assertThat(refused(capacity(Map.of())))
                .containsExactlyInAnyOrder(
                        "/capacity/ramp/perHour REQUIRED", "/capacity/ramp/for REQUIRED");
        assertThat(refused(capacity("slowly"))).containsExactly("/capacity/ramp WRONG_TYPE");
    }

    private static Map<String, Object> capacity(Object ramp) {
        return with(SHORTEST, "capacity", Map.of("ramp", ramp));
    }

    @Test
    void nameAndAddressAreEnough() {
        Rep mia = accepted(SHORTEST);

        assertThat(mia.role()).isEqualTo(Role.REP);
        assertThat(mia.active()).isTrue();
        assertThat(mia.paused()).isFalse();
        assertThat(mia.capacity()).isEqualTo(Capacity.UNLIMITED);
        assertThat(mia.timeZone()).isNull();
        assertThat(mia.workingHours()).isNull();
        assertThat(mia.skills()).isEmpty();
        assertThat(mia.outOfOffice()).isEmpty();
        assertThat(mia.crmOwnerIds()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(
                        refused(
                                Map.ofEntries(
                                        Map.entry("name", " "),
                                        Map.entry("role", "BOSS"),
                                        Map.entry("timeZone", "Mars/Olympus"),
                                        Map.entry("workingHours", Map.of("MON", List.of("9-17"))),
                                        Map.entry(
                                                "skills", Map.of("language", "de", " ", List.of())),
                                        Map.entry(
                                                "capacity",
                                                Map.of(
                                                        "open",
                                                        new BigDecimal(-1),
                                                        "perDay",
                                                        new BigDecimal("1.5"),
                                                        "perWeek",
                                                        BigDecimal.ONE,
                                                        "perKind",
                                                        Map.of(
                                                                "call",
                                                                new BigDecimal(-1),
                                                                "task",
                                                                BigDecimal.ONE))),
                                        Map.entry("active", "yes"),
                                        Map.entry(
                                                "crmOwnerIds",
                                                Map.of("a/b", "1", "hub", new BigDecimal(77))),
                                        Map.entry("nickname", "M"))))
                .containsExactlyInAnyOrder(
                        "/name REQUIRED",
                        "/email REQUIRED",
                        "/role OUT_OF_RANGE",
                        "/timeZone MALFORMED",
                        "/workingHours/MON/0 MALFORMED",
                        "/skills/language WRONG_TYPE",
                        "/skills REQUIRED",
                        "/capacity/open OUT_OF_RANGE",
                        "/capacity/perDay OUT_OF_RANGE",
                        "/capacity/perWeek UNKNOWN_PROPERTY",
                        "/capacity/perKind/call OUT_OF_RANGE",
                        "/capacity/perKind/task UNKNOWN_PROPERTY",
                        "/active WRONG_TYPE",
                        "/crmOwnerIds/a~1b MALFORMED",
                        "/crmOwnerIds/hub WRONG_TYPE",
                        "/nickname UNKNOWN_PROPERTY");
    }

    @Test
    void partsOfTheWrongTypeAreRefused() {
        assertThat(refused("Mia")).containsExactly(" WRONG_TYPE");
        for (String name : List.of("skills", "capacity", "crmOwnerIds", "outOfOffice")) {
            assertThat(refused(with(SHORTEST, name, "text")))
                    .containsExactly("/" + name + " WRONG_TYPE");
        }
        assertThat(refused(with(SHORTEST, "outOfOffice", List.of("always"))))
                .containsExactly("/outOfOffice/0 WRONG_TYPE");
        assertThat(refused(Map.of("name", "Mia"))).containsExactly("/email REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mia",
                "mia@",
                "@x.test",
                "mia@x..test",
                "mia@-x.test",
                "mia@x.test\nBcc: a@b.test",
                "Mia <mia@x.test>",
                "mia@x.test,ben@x.test",
                "mi a@x.test",
                "mia@x_y.test",
            })
    void whatIsNoAddressIsRefused(String email) {
        assertThat(refused(Map.of("name", "Mia", "email", email)))
                .containsExactly("/email MALFORMED");
    }

    @Test
    void anAddressHasAtMost254Characters() {
        String most = "m".repeat(64) + "@" + ("x".repeat(62) + ".").repeat(3);

        assertThat(most).hasSize(254);
        assertThat(accepted(with(SHORTEST, "email", most.substring(0, 253))).email()).hasSize(253);
        assertThat(accepted(with(SHORTEST, "email", most.substring(1) + "x")).email()).hasSize(254);
        assertThat(refused(with(SHORTEST, "email", most + "x")))
                .containsExactly("/email MALFORMED");
    }

    @Test
    void anAbsenceNeedsTwoEndsInOrder() {
        assertThat(refused(absent("2026-12-24T00:00:00Z", "2026-12-24T00:00:00Z")))
                .containsExactly("/outOfOffice/0/to OUT_OF_RANGE");
        assertThat(refused(absent("2026-12-24", "2026-12-24T00:00:00Z")))
                .containsExactly("/outOfOffice/0/from MALFORMED");
        assertThat(refused(absent("2026-12-24T00:00:00Z", "later")))
                .containsExactly("/outOfOffice/0/to MALFORMED");
        assertThat(refused(with(SHORTEST, "outOfOffice", List.of(Map.of("why", "sun")))))
                .containsExactlyInAnyOrder(
                        "/outOfOffice/0/from REQUIRED",
                        "/outOfOffice/0/to REQUIRED",
                        "/outOfOffice/0/why UNKNOWN_PROPERTY");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OutOfOffice(at("2026-12-24T00:00Z"), at("2026-12-23T00:00Z"), null));
    }

    @Test
    void aDelegateIsSomebodyElseWhoIsKnown() {
        assertThat(refused(delegate("zoe")))
                .containsExactly("/outOfOffice/0/delegate UNKNOWN_REFERENCE");
        assertThat(refused(delegate("mia"))).containsExactly("/outOfOffice/0/delegate CONFLICT");
        assertThat(refused(delegate("n/a"))).containsExactly("/outOfOffice/0/delegate MALFORMED");
    }

    @Test
    void pain11_anAbsenceHasItsStartAndNotItsEnd() {
        Rep mia = accepted(delegate("ben"));

        assertThat(mia.isOutOfOffice(at("2026-12-23T23:59:59Z"))).isFalse();
        assertThat(mia.isOutOfOffice(at("2026-12-24T00:00Z"))).isTrue();
        assertThat(mia.isOutOfOffice(at("2026-12-25T23:59:59Z"))).isTrue();
        assertThat(mia.isOutOfOffice(at("2026-12-26T00:00Z"))).isFalse();
    }

    @Test
    void aDelegateTakesTheWorkWhileTheRepIsAway() {
        Rep mia = accepted(delegate("ben"));

        assertThat(mia.delegateAt(at("2026-12-24T12:00Z"))).contains(BEN);
        assertThat(mia.delegateAt(at("2026-12-23T12:00Z"))).isEmpty();
        assertThat(
                        accepted(absent("2026-12-24T00:00:00Z", "2026-12-26T00:00:00Z"))
                                .delegateAt(at("2026-12-24T12:00Z")))
                .isEmpty();
    }

    @Test
    void skillsAreComparedAsText() {
        Rep mia = rep(MIA, Map.of("skills", Map.of("city", List.of("Große Straße", "ＲＯＭ"))));

        assertThat(mia.hasAnySkill("city", List.of("x", TextFolding.fold(" GROSSE STRASSE "))))
                .isTrue();
        assertThat(mia.hasAnySkill("city", List.of("rom"))).isTrue();
        assertThat(mia.hasAnySkill("city", List.of("paris"))).isFalse();
        assertThat(mia.hasAnySkill("city", List.of())).isFalse();
        assertThat(mia.hasAnySkill("language", List.of("rom"))).isFalse();
    }

    @Test
    void capacityIsReachedAtItsLimit() {
        assertThat(Capacity.UNLIMITED.admits(new Workload(1000, 1000, 1000), null)).isTrue();
        assertThat(new Capacity(2, 3, 4).admits(new Workload(1, 2, 3), LeadKind.LEAD)).isTrue();
        assertThat(new Capacity(2, 3, 4).admits(new Workload(2, 2, 3), LeadKind.LEAD)).isFalse();
        assertThat(new Capacity(2, 3, 4).admits(new Workload(1, 3, 3), LeadKind.LEAD)).isFalse();
        assertThat(new Capacity(2, 3, 4).admits(new Workload(1, 2, 4), LeadKind.LEAD)).isFalse();
        assertThat(new Capacity(0, null, null).admits(Workload.NONE, null)).isFalse();
    }

    @Test
    void aKindMayHaveALimitOfItsOwn() {
        Capacity capacity =
                new Capacity(
                        3,
                        null,
                        null,
                        ImmutableMap.of(LeadKind.MEETING, 1, LeadKind.CALL, 0),
                        null);
        Workload aMeeting = Workload.NONE.oneMore(LeadKind.MEETING);

        assertThat(capacity.admits(Workload.NONE, LeadKind.MEETING)).isTrue();
        assertThat(capacity.admits(aMeeting, LeadKind.MEETING)).isFalse();
        assertThat(capacity.admits(aMeeting, LeadKind.LEAD)).isTrue();
        assertThat(capacity.admits(aMeeting, null)).isTrue();
        assertThat(capacity.admits(Workload.NONE, LeadKind.CALL)).isFalse();
        assertThat(capacity.admits(new Workload(3, 3, 3), LeadKind.LEAD)).isFalse();
    }

    @Test
    void aWorkloadCountsUp() {
        Workload more = new Workload(1, 2, 3, true).oneMore(LeadKind.MEETING);

        assertThat(more)
                .isEqualTo(new Workload(2, 3, 4, true, ImmutableMap.of(LeadKind.MEETING, 1)));
        assertThat(more.oneLess(LeadKind.MEETING).oneLess(LeadKind.MEETING))
                .isEqualTo(new Workload(0, 3, 4, true, ImmutableMap.of(LeadKind.MEETING, 0)));
        for (int[] counts : new int[][] {{-1, 0, 0}, {0, -1, 0}, {0, 0, -1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Workload(counts[0], counts[1], counts[2]));
        }
    }

    @Test
    void keysCompareBySpelling() {
        assertThat(MIA).isGreaterThan(BEN).isLessThan(ZOE).hasToString("mia");
        assertThat(new TeamKey("emea")).isGreaterThan(new TeamKey("apac")).hasToString("emea");
    }

    private static Map<String, Object> absent(String from, String to) {
        return with(SHORTEST, "outOfOffice", List.of(Map.of("from", from, "to", to)));
    }

    private static Map<String, Object> delegate(String key) {
        return with(
                SHORTEST,
                "outOfOffice",
                List.of(
                        Map.of(
                                "from", "2026-12-24T00:00:00Z",
                                "to", "2026-12-26T00:00:00Z",
                                "delegate", key)));
    }

    private static Rep accepted(Map<String, ?> document) {
        return Reading.accepted(document, part -> Rep.read(MIA, part, KNOWN));
    }

    private static List<String> refused(@Nullable Object document) {
        return Reading.refused(document, part -> Rep.read(MIA, part, KNOWN));
    }
}
