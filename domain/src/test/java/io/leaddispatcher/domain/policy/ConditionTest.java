package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.STRATEGIC;
import static io.leaddispatcher.domain.policy.PolicyFixtures.condition;
import static io.leaddispatcher.domain.policy.PolicyFixtures.facts;
import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final FieldValue BERLIN = new FieldValue.Geo(52.52, 13.405);

    private static boolean asked(String field, String op, @Nullable Object value, Facts facts) {
        Condition condition = condition(leaf(field, op, value));
        boolean holds = condition.holds(facts, STRATEGIC);
        assertThat(condition.trace(facts, STRATEGIC).result()).isEqualTo(holds);
        return holds;
    }

    private static void yes(String field, String op, @Nullable Object value, Object actual) {
        assertThat(asked(field, op, value, facts(field, actual)))
                .as("%s %s %s for %s", field, op, value, actual)
                .isTrue();
    }

    private static void no(String field, String op, @Nullable Object value, Object actual) {
        assertThat(asked(field, op, value, facts(field, actual)))
                .as("%s %s %s for %s", field, op, value, actual)
                .isFalse();
    }

    @Test
    void textIsComparedFolded() {
        yes("company.city", "eq", "STRASSE", " Straße ");
        yes("company.city", "eq", "straẞe", "STRASSE");
        yes("company.city", "eq", "ﬁntech", "FINTECH");
        yes("company.city", "eq", "İstanbul", "i\u0307STANBUL");
        yes("company.city", "eq", "TITIT", "titit");
        no("company.city", "eq", "ı", "i");
        no("company.city", "eq", "cafe", "café");
        no("company.city", "eq", "a b", "a  b");
        yes("company.city", "in", list("Berlin", "Bern"), "BERN");
        no("company.city", "in", list("Berlin", "Bern"), "Basel");
        yes("company.city", "not_in", list("Berlin", "Bern"), "Basel");
        yes("company.city", "ne", "Bern", "Basel");
        no("company.city", "ne", "Bern", "bern");
        yes("lead.message", "contains", "GPU", "eight gpus");
        no("lead.message", "not_contains", "GPU", "eight gpus");
        yes("lead.message", "starts_with", "ΟΔΟΣ", "οδοστρωμα");
        no("lead.message", "starts_with", "gpus", "eight gpus");
        yes("lead.message", "ends_with", "GPUS", "eight gpus ");
        no("lead.message", "ends_with", "eight", "eight gpus");
    }

    @Test
    void patternsFindAnywhereAndIgnoreCase() {
        yes("contact.title", "matches", "chief|head", "The HEAD of IT");
        no("contact.title", "matches", "^head", "The head of IT");
        yes("contact.title", "matches", "^head$", "  Head ");
    }

    @Test
    void numbersAreExact() {
        yes("lead.score", "eq", 82, new BigDecimal("82.000"));
        yes("lead.score", "eq", 0.3, new BigDecimal("0.1").add(new BigDecimal("0.2")));
        no("lead.score", "eq", 82, new BigDecimal("82.0000000000000000000001"));
        yes("company.employees", "gte", 250, " 250 ");
        no("company.employees", "gt", 250, "250");
        yes("company.employees", "lte", 250, 250);
        no("company.employees", "lt", 250, 250);
        yes("company.employees", "between", list(10, 20), 10);
        yes("company.employees", "between", list(10, 20), 20);
        no("company.employees", "between", list(10, 20), 21);
        yes("company.employees", "in", list(10, 20), new BigDecimal("2E+1"));
        yes("company.employees", "not_in", list(10, 20), 15);
        no("company.employees", "gt", 1, "many");
        yes("company.employees", "ne", 1, "many");
        yes("company.employees", "missing", null, "many");
        yes("custom.gpuCount", "gt", 4, 8);
    }

    @Test
    void listsHoldWhenAnyElementDoes() {
        var items = List.of("Red", " blue ");
        yes("custom.tags", "eq", "RED", items);
        yes("custom.tags", "contains", "blue", items);
        no("custom.tags", "contains", "blu", items);
        yes("custom.tags", "in", list("green", "Blue"), items);
        no("custom.tags", "not_in", list("green", "Blue"), items);
        no("custom.tags", "ne", "red", items);
        yes("custom.tags", "not_contains", "green", items);
        yes("custom.tags", "in_list", "strategic", list("other", "ACME.de"));
        yes("custom.tags", "missing", null, list(" "));
        yes("territory", "in", list("dach"), list("dach", "emea"));
    }

    @Test
    void aDomainMayBeWrittenAsPeopleReadIt() {
        yes("company.domain", "eq", "München-Bau.de", "xn--mnchen-bau-9db.de");
        yes("company.domain", "in", list("acme.de", "münchen-bau.de"), "xn--mnchen-bau-9db.de");
        no("company.domain", "ne", "xn--mnchen-bau-9db.de", "xn--mnchen-bau-9db.de");
        no("company.name", "eq", "münchen.de", "xn--mnchen-3ya.de");
    }

    @Test
    void namedListsKnowACompanyByDomainOrNameToo() {
        yes("contact.email", "in_list", "strategic", "Acme.DE");
        no("contact.email", "in_list", "strategic", "other");
        var byDomain = facts("company.industry", "x", "company.domain", "acme.de");
        var byName = facts("company.industry", "x", "company.name", "Globex");
        var notAtAll = facts("company.industry", "x", "company.name", "Initech");
        assertThat(asked("company.industry", "in_list", "strategic", byDomain)).isTrue();
        assertThat(asked("company.industry", "in_list", "strategic", byName)).isTrue();
        assertThat(asked("company.industry", "in_list", "strategic", notAtAll)).isFalse();
        var other = facts("contact.email", "x", "company.domain", "acme.de");
        assertThat(asked("contact.email", "in_list", "strategic", other)).isFalse();
    }

    @Test
    void datesAreMidnightInUtcAndComparisonsStrict() {
        var noon = new FieldValue.Moment(Instant.parse("2026-12-01T12:00:00Z"));
        var midnight = new FieldValue.Moment(Instant.parse("2026-12-01T00:00:00Z"));
        yes("lead.receivedAt", "after", "2026-12-01", noon);
        no("lead.receivedAt", "after", "2026-12-01", midnight);
        no("lead.receivedAt", "before", "2026-12-01", midnight);
        yes("lead.receivedAt", "before", "2026-12-01T13:30:00+01:00", "2026-12-01t11:59:00z");
        yes("lead.receivedAt", "eq", "2026-12-01", midnight);
        yes("lead.receivedAt", "between", list("2026-12-01", "2026-12-02"), midnight);
        yes("custom.renewal", "gte", "2026-12-01", new FieldValue.Day(LocalDate.of(2026, 12, 1)));
        yes("custom.renewal", "in", list("2026-12-01"), noon);
        yes("custom.renewal", "missing", null, "soon");
        yes("custom.renewal", "missing", null, true);
    }

    @Test
    void clocksAreAskedByHourWeekdayTimeAndDate() {
        yes("time.lead.hour", "between", list(9, 17), 9);
        yes("time.lead.weekday", "in", list("MON", "TUE"), "MON");
        yes("time.lead.time", "between", list("09:00", "17:00"), "17:00");
        yes("time.utc.time", "before", "09:30", "09:29");
        no("time.utc.time", "gte", "09:30", "09:29");
        yes("time.utc.time", "eq", "09:30", "09:30");
        yes("time.team.emea.open", "eq", true, true);
        yes("time.team.emea.time", "after", "18:00", "18:01");
        yes("time.utc.date", "eq", "2026-12-01", "2026-12-01");
    }

    @Test
    void flagsAreTrueOrFalse() {
        yes("custom.vip", "eq", true, "TRUE");
        yes("custom.vip", "ne", true, "false");
        yes("custom.vip", "in", list(true), true);
        yes("custom.vip", "missing", null, "perhaps");
        yes("custom.vip", "missing", null, 1);
    }

    @Test
    void distanceFollowsTheGreatCircle() {
        yes("company.geo", "within_km", object("lat", 52.4, "lon", 13.05, "km", 30), BERLIN);
        no("company.geo", "within_km", object("lat", 48.1, "lon", 11.6, "km", 30), BERLIN);
        yes(
                "company.geo",
                "within_km",
                object("lat", 0, "lon", 179.9, "km", 30),
                new FieldValue.Geo(0, -179.9));
        yes(
                "company.geo",
                "within_km",
                object("lat", 90, "lon", 0, "km", 1),
                new FieldValue.Geo(90, 120));
        no(
                "company.geo",
                "within_km",
                object("lat", 0, "lon", 0, "km", 20015),
                new FieldValue.Geo(0, 180));
        yes("company.geo", "missing", null, new FieldValue.Geo(Double.NaN, 0));
        yes("company.geo", "missing", null, new FieldValue.Geo(0, 181));
        yes("company.geo", "exists", null, BERLIN);
    }

    @Test
    void aMissingValueAnswersOnlyTheNegatedOperators() {
        Facts nothing = facts();
        for (Map<String, ?> leaf : OPERATORS) {
            boolean holds = condition(leaf).holds(nothing, STRATEGIC);
            assertThat(holds)
                    .as("%s", leaf)
                    .isEqualTo(
                            List.of("missing", "ne", "not_in", "not_contains")
                                    .contains(String.valueOf(leaf.get("op"))));
            Facts blank = facts("lead.type", " \u00a0");
            assertThat(condition(leaf).holds(blank, STRATEGIC)).isEqualTo(holds);
        }
    }

    private static final List<Map<String, @Nullable Object>> OPERATORS =
            List.of(
                    leaf("lead.type", "eq", "x"),
                    leaf("lead.type", "ne", "x"),
                    leaf("lead.type", "in", list("x")),
                    leaf("lead.type", "not_in", list("x")),
                    leaf("lead.type", "contains", "x"),
                    leaf("lead.type", "not_contains", "x"),
                    leaf("lead.type", "starts_with", "x"),
                    leaf("lead.type", "ends_with", "x"),
                    leaf("lead.type", "matches", ".*"),
                    leaf("lead.type", "exists", null),
                    leaf("lead.type", "missing", null),
                    leaf("lead.type", "in_list", "strategic"),
                    leaf("lead.score", "gt", 1),
                    leaf("lead.score", "gte", 1),
                    leaf("lead.score", "lt", 1),
                    leaf("lead.score", "lte", 1),
                    leaf("lead.score", "between", list(1, 2)),
                    leaf("lead.receivedAt", "before", "2026-12-01"),
                    leaf("lead.receivedAt", "after", "2026-12-01"),
                    leaf("company.geo", "within_km", object("lat", 0, "lon", 0, "km", 20000)));

    @Test
    void groupsCombine() {
        var yes = leaf("lead.type", "missing", null);
        var no = leaf("lead.type", "exists", null);
        assertThat(holds(object("all", list()))).isTrue();
        assertThat(holds(object("any", list()))).isFalse();
        assertThat(holds(object("all", list(yes, no)))).isFalse();
        assertThat(holds(object("all", list(yes, yes)))).isTrue();
        assertThat(holds(object("any", list(no, yes)))).isTrue();
        assertThat(holds(object("any", list(no)))).isFalse();
        assertThat(holds(object("not", no))).isTrue();
    }

    private static boolean holds(Object document) {
        return condition(document).holds(facts(), STRATEGIC);
    }

    @Test
    void theTraceMirrorsTheConditionAndAsksEveryPart() {
        var document =
                object(
                        "all",
                        list(
                                leaf("lead.type", "exists", null),
                                object("any", list(leaf("lead.score", "gt", 5))),
                                object("not", leaf("custom.tags", "contains", "a"))));
        var trace = condition(document).trace(facts("lead.score", "7"), STRATEGIC).toDocument();

        assertThat(trace)
                .isEqualTo(
                        object(
                                "all",
                                list(
                                        object(
                                                "field",
                                                "lead.type",
                                                "op",
                                                "exists",
                                                "actual",
                                                null,
                                                "result",
                                                false),
                                        object(
                                                "any",
                                                list(
                                                        object(
                                                                "field",
                                                                "lead.score",
                                                                "op",
                                                                "gt",
                                                                "value",
                                                                5,
                                                                "actual",
                                                                7,
                                                                "result",
                                                                true)),
                                                "result",
                                                true),
                                        object(
                                                "not",
                                                object(
                                                        "field",
                                                        "custom.tags",
                                                        "op",
                                                        "contains",
                                                        "value",
                                                        "a",
                                                        "actual",
                                                        null,
                                                        "result",
                                                        false),
                                                "result",
                                                true)),
                                "result",
                                false));
    }

    @Test
    void theTraceShowsEveryKindOfValuePlainly() {
        assertThat(actual("lead.type", "x")).isEqualTo("x");
        assertThat(actual("custom.vip", true)).isEqualTo(true);
        assertThat(actual("custom.renewal", "2026-12-01")).isEqualTo("2026-12-01");
        assertThat(actual("lead.receivedAt", "2026-12-01")).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(actual("custom.tags", list("a", "b"))).isEqualTo(list("a", "b"));
        assertThat(actual("company.geo", BERLIN)).isEqualTo(object("lat", 52.52, "lon", 13.405));
    }

    private static @Nullable Object actual(String field, Object value) {
        return condition(leaf(field, "exists", null))
                .trace(facts(field, value), STRATEGIC)
                .toDocument()
                .get("actual");
    }

    @Test
    void leavesAreEqualWhenWrittenAlike() {
        var one = (Condition.Leaf) condition(leaf("lead.score", "gt", 5));
        assertThat(one).isEqualTo(condition(leaf("lead.score", "gt", 5)));
        assertThat(one).hasSameHashCodeAs(condition(leaf("lead.score", "gt", 5)));
        assertThat(one).isNotEqualTo(condition(leaf("lead.score", "gt", 6)));
        assertThat(one).isNotEqualTo(condition(leaf("lead.score", "gte", 5)));
        assertThat(one).isNotEqualTo(condition(leaf("lead.estimatedValue", "gt", 5)));
        assertThat(one).isNotEqualTo(Condition.ALWAYS);
        assertThat(one).hasToString("lead.score gt 5");
        assertThat(condition(leaf("lead.type", "exists", null))).hasToString("lead.type exists");
        assertThat(one.type().name()).isEqualTo("NUMBER");
    }
}
