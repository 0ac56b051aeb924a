package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.all;
import static io.leaddispatcher.domain.analysis.Analyses.analysis;
import static io.leaddispatcher.domain.analysis.Analyses.not;
import static io.leaddispatcher.domain.analysis.Analyses.told;
import static io.leaddispatcher.domain.analysis.PolicyAnalysisTest.countries;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.routing.Workspaces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fields that follow from others: territories, segments, accounts, history, clocks. */
class LinkedFieldsTest {

    private static final Map<String, ?> TO_DACH = object("pool", "dach");
    private static final Map<String, ?> TO_WEST = object("pool", "west");

    @Test
    void theExampleOfATerritoryLiesInIt() {
        Workspaces cities =
                places().rule(
                                "berlin",
                                "when",
                                leaf("territory", "eq", "berlin"),
                                "assign",
                                object("pool", "nobody"))
                        .rule(
                                "bavaria",
                                "when",
                                leaf("territory", "eq", "bavaria"),
                                "assign",
                                object("pool", "nobody"))
                        .rule("rest", "assign", TO_WEST);

        assertThat(analysis(cities).findings().getFirst().example())
                .containsEntry("company", object("country", "DE", "postalCode", "10000"));
    }

    @Test
    void aTerritoryIsShadowedByTheCountryThatItLiesInAndByWhatIsAroundIt() {
        Workspaces around =
                places().rule("de", "when", countries("DE"), "assign", TO_DACH)
                        .rule(
                                "berlin",
                                "when",
                                leaf("territory", "eq", "berlin"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "dach",
                                "when",
                                leaf("territory", "in", List.of("dach")),
                                "assign",
                                TO_DACH)
                        .rule(
                                "at",
                                "when",
                                all(countries("AT"), leaf("company.industry", "eq", "x")),
                                "assign",
                                TO_DACH)
                        .rule(
                                "none",
                                "when",
                                all(countries("AT"), missing("territory")),
                                "assign",
                                TO_DACH)
                        .rule(
                                "other",
                                "when",
                                all(countries("AT"), leaf("territory", "not_in", List.of("dach"))),
                                "assign",
                                TO_DACH)
                        .rule("rest", "assign", TO_DACH);

        assertThat(told(analysis(around).findings()))
                .containsExactly(
                        "SHADOWED_RULE berlin de",
                        "SHADOWED_RULE at dach",
                        "SHADOWED_RULE none -",
                        "SHADOWED_RULE other -");
    }

    @Test
    void aTerritoryOfAccountsIsNotTiedToACountry() {
        Workspaces accounts =
                places().territory("named", "accounts", List.of("acme"))
                        .rule("de", "when", countries("DE"), "assign", TO_DACH)
                        .rule("named", "when", leaf("territory", "eq", "named"), "assign", TO_WEST)
                        .rule("rest", "assign", TO_DACH);

        assertThat(analysis(accounts).findings()).isEmpty();
    }

    @Test
    void anExampleOutsideOfATerritoryComesFromAnotherCountry() {
        Workspaces outside =
                places().rule(
                                "out",
                                "when",
                                all(exists("company.country"), leaf("territory", "ne", "dach")),
                                "assign",
                                object("pool", "nobody"))
                        .rule("rest", "assign", TO_DACH);

        assertThat(analysis(outside).findings().getFirst().example())
                .containsEntry("company", object("country", "US"));
    }

    @Test
    void aSegmentIsWhatItsConditionSays() {
        Workspaces segments =
                places().segment("big", leaf("company.employees", "gte", 1_000))
                        .segment("nested", leaf("segment", "eq", "big"))
                        .rule("big", "when", leaf("segment", "eq", "big"), "assign", TO_DACH)
                        .rule(
                                "huge",
                                "when",
                                leaf("company.employees", "gt", 5_000),
                                "assign",
                                TO_DACH)
                        .rule("nested", "when", leaf("segment", "eq", "nested"), "assign", TO_DACH)
                        .rule("any", "when", exists("segment"), "assign", TO_DACH)
                        .rule("none", "when", missing("segment"), "assign", TO_DACH)
                        .rule("rest", "assign", TO_DACH);

        assertThat(told(analysis(segments).findings()))
                .containsExactly(
                        "SHADOWED_RULE huge big",
                        "SHADOWED_RULE nested -",
                        "SHADOWED_RULE any big",
                        "SHADOWED_RULE rest big");
    }

    @Test
    void whatTakesAnAccountOrAHistoryIsToldOfWithoutAnExample() {
        Workspaces known =
                places().list("strategic", "acme.de")
                        .rule(
                                "named",
                                "when",
                                leaf("account.lists", "contains", "strategic"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "owned",
                                "when",
                                leaf("account.owner", "eq", "mia"),
                                "assign",
                                TO_WEST)
                        .rule(
                                "again",
                                "when",
                                leaf("history.previousOwner", "eq", "mia"),
                                "assign",
                                object("queue", "after-hours"))
                        .rule("rest", "assign", TO_DACH);

        List<Finding> findings = analysis(known).findings();

        assertThat(told(findings))
                .containsExactly(
                        "OVERLAP owned named", "OVERLAP again named", "OVERLAP again owned");
        assertThat(findings)
                .allSatisfy(found -> {
                    assertThat(found.example()).isEmpty();
                    assertThat(found.message()).contains("There is no example");
                });
    }

    @Test
    void aLeadWithoutAnAccountHasNothingOfOne() {
        Workspaces contrary =
                places().rule(
                                "no",
                                "when",
                                all(
                                        leaf("account.exists", "eq", false),
                                        leaf("account.segment", "eq", "x")),
                                "assign",
                                TO_DACH)
                        .rule(
                                "touched",
                                "when",
                                all(
                                        leaf("history.openAssignment", "eq", true),
                                        leaf("history.lastTouchAt", "after", "2026-11-01")),
                                "assign",
                                object("pool", "nobody"))
                        .rule("rest", "assign", TO_DACH);

        assertThat(told(analysis(contrary).findings()))
                .containsExactly("SHADOWED_RULE no -", "DEAD_POOL touched -");
    }

    @Test
    void clocksAreSetByTheInstantAtWhichTheExampleComes() {
        Workspaces clocks =
                places().rule(
                                "late",
                                "when",
                                all(
                                        leaf("time.lead.weekday", "eq", "SAT"),
                                        leaf(
                                                "time.lead.time",
                                                "between",
                                                List.of("22:10", "22:20")),
                                        leaf("lead.timeZone", "eq", "America/New_York")),
                                "assign",
                                object("pool", "nobody"))
                        .rule(
                                "date",
                                "when",
                                leaf("time.utc.date", "eq", "2027-05-01"),
                                "assign",
                                object("pool", "nobody"))
                        .rule(
                                "since",
                                "when",
                                all(
                                        leaf("lead.receivedAt", "before", "2020-01-01T00:00:00Z"),
                                        leaf("time.utc.hour", "eq", 3)),
                                "assign",
                                object("pool", "nobody"))
                        .rule("rest", "assign", TO_DACH);

        assertThat(told(analysis(clocks).findings())).containsExactly("DEAD_POOL late -");
        assertThat(analysis(clocks).findings().getFirst().example())
                .containsEntry("receivedAt", "2026-11-29T03:10:00Z");
    }

    @Test
    void circlesListsDatesAndFlagsAreReasonedAbout() {
        Workspaces kinds =
                places().field("tags", "LIST")
                        .field("renewal", "DATE")
                        .field("vip", "BOOLEAN")
                        .list("strategic", "acme.de", "globex")
                        .rule("wide", "when", near(52, 13, 100), "assign", TO_DACH)
                        .rule("narrow", "when", near(52, 13, 20), "assign", TO_DACH)
                        .rule(
                                "apart",
                                "when",
                                all(near(52, 13, 100), near(-33, 151, 100)),
                                "assign",
                                TO_DACH)
                        .rule(
                                "tag",
                                "when",
                                leaf("custom.tags", "in", List.of("a", "b")),
                                "assign",
                                TO_DACH)
                        .rule(
                                "tags",
                                "when",
                                all(leaf("custom.tags", "eq", "a"), leaf("custom.tags", "ne", "c")),
                                "assign",
                                TO_DACH)
                        .rule(
                                "day",
                                "when",
                                leaf("custom.renewal", "gte", "2026-12-01"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "later",
                                "when",
                                leaf("custom.renewal", "after", "2026-12-01"),
                                "assign",
                                TO_DACH)
                        .rule("vip", "when", leaf("custom.vip", "ne", false), "assign", TO_DACH)
                        .rule("yes", "when", leaf("custom.vip", "eq", true), "assign", TO_DACH)
                        .rule(
                                "name",
                                "when",
                                leaf("company.name", "in_list", "strategic"),
                                "assign",
                                TO_DACH)
                        .rule("rest", "assign", TO_DACH);

        assertThat(told(analysis(kinds).findings()))
                .containsExactly(
                        "SHADOWED_RULE narrow wide",
                        "SHADOWED_RULE apart -",
                        "SHADOWED_RULE tags tag",
                        "SHADOWED_RULE later day",
                        "SHADOWED_RULE yes vip");
    }

    @Test
    void writtenTextsImplyEachOther() {
        Workspaces texts =
                places().rule(
                                "start",
                                "when",
                                leaf("contact.title", "starts_with", "Head"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "longer",
                                "when",
                                leaf("contact.title", "starts_with", "head of"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "exact",
                                "when",
                                leaf("contact.title", "eq", "Head of Sales"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "end",
                                "when",
                                leaf("contact.title", "ends_with", "er"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "other-end",
                                "when",
                                all(
                                        leaf("contact.title", "ends_with", "er"),
                                        leaf("contact.title", "ends_with", "or")),
                                "assign",
                                TO_DACH)
                        .rule(
                                "ender",
                                "when",
                                leaf("contact.title", "ends_with", "eer"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "part",
                                "when",
                                leaf("contact.title", "contains", "eng"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "starts",
                                "when",
                                leaf("contact.title", "starts_with", "engine"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "pattern",
                                "when",
                                leaf("contact.title", "matches", "^cto$"),
                                "assign",
                                TO_DACH)
                        .rule("same", "when", leaf("contact.title", "eq", "CTO"), "assign", TO_DACH)
                        .rule(
                                "not",
                                "when",
                                all(
                                        exists("contact.title"),
                                        not(leaf("contact.title", "matches", "x"))),
                                "assign",
                                TO_DACH)
                        .rule("rest", "assign", TO_DACH);

        assertThat(told(analysis(texts).findings()))
                .containsExactly(
                        "SHADOWED_RULE longer start",
                        "SHADOWED_RULE exact start",
                        "SHADOWED_RULE other-end -",
                        "SHADOWED_RULE ender end",
                        "SHADOWED_RULE starts part",
                        "SHADOWED_RULE same pattern");
    }

    private static Workspaces places() {
        return PolicyAnalysisTest.pools()
                .territory("dach", "countries", List.of("AT", "CH"))
                .territory("bavaria", "states", List.of("DE-BY"), "parent", "dach")
                .territory("berlin", "postalPrefixes", List.of("DE:10"));
    }

    private static Map<String, @Nullable Object> exists(String field) {
        return object("field", field, "op", "exists");
    }

    private static Map<String, @Nullable Object> missing(String field) {
        return object("field", field, "op", "missing");
    }

    private static Map<String, @Nullable Object> near(int lat, int lon, int km) {
        return leaf("company.geo", "within_km", object("lat", lat, "lon", lon, "km", km));
    }
}
