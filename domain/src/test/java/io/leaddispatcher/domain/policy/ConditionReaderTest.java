package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.KNOWN;
import static io.leaddispatcher.domain.policy.PolicyFixtures.codes;
import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static io.leaddispatcher.domain.policy.PolicyFixtures.wrongs;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionReaderTest {

    private static void refused(String wrong, String field, String op, @Nullable Object value) {
        assertThat(wrongs(leaf(field, op, value))).containsExactly(wrong);
    }

    @Test
    void anUnknownFieldIsRefused() {
        refused("UNKNOWN_FIELD /field", "company.colour", "eq", "red");
        refused("UNKNOWN_FIELD /field", "custom.nothing", "eq", "red");
        refused("UNKNOWN_FIELD /field", "time.team.emea.colour", "exists", null);
        refused("UNKNOWN_FIELD /field", "time.team.open", "exists", null);
        refused("UNKNOWN_REFERENCE /field", "time.team.apac.open", "exists", null);
        refused("REQUIRED /field", " ", "exists", null);
    }

    @Test
    void anUnknownOrUnfitOperatorIsRefused() {
        refused("UNKNOWN_OPERATOR /op", "lead.type", "EQ", "x");
        refused("UNKNOWN_OPERATOR /op", "lead.type", "like", "x");
        refused("WRONG_TYPE /op", "lead.type", "gt", "x");
        refused("WRONG_TYPE /op", "lead.type", "before", "2026-12-01");
        refused("WRONG_TYPE /op", "lead.score", "contains", 5);
        refused("WRONG_TYPE /op", "lead.score", "in_list", "strategic");
        refused("WRONG_TYPE /op", "custom.vip", "gt", true);
        refused("WRONG_TYPE /op", "custom.tags", "matches", "x");
        refused("WRONG_TYPE /op", "company.geo", "eq", "x");
        refused("WRONG_TYPE /op", "lead.score", "within_km", 3);
        refused("WRONG_TYPE /op", "time.utc.weekday", "gt", "MON");
        assertThat(wrongs(object("field", "x", "op", true)))
                .containsExactly("UNKNOWN_FIELD /field", "WRONG_TYPE /op");
        assertThat(wrongs(object("field", "lead.type"))).containsExactly("REQUIRED /op");
        assertThat(wrongs(object("op", "eq"))).containsExactly("REQUIRED /field");
    }

    @Test
    void aValueThatDoesNotFitIsRefused() {
        refused("REQUIRED /value", "lead.type", "eq", null);
        refused("REQUIRED /value", "lead.type", "eq", " ");
        refused("WRONG_TYPE /value", "lead.type", "eq", 5);
        refused("WRONG_TYPE /value", "lead.score", "eq", "5");
        refused("WRONG_TYPE /value", "custom.vip", "eq", "true");
        refused("WRONG_TYPE /value", "lead.type", "contains", list("x"));
        refused("MALFORMED /value", "lead.receivedAt", "before", "tomorrow");
        refused("MALFORMED /value", "lead.receivedAt", "before", "2026-12-01T10:00:00");
        refused("MALFORMED /value", "time.utc.time", "before", "9:30");
        refused("MALFORMED /value", "time.utc.time", "eq", "25:00");
        refused("OUT_OF_RANGE /value", "time.utc.weekday", "eq", "MONDAY");
        refused("WRONG_TYPE /value", "time.utc.weekday", "eq", 1);
        refused("UNKNOWN_PROPERTY /value", "lead.type", "exists", "x");
        refused("UNKNOWN_PROPERTY /value", "lead.type", "missing", true);
    }

    @Test
    void aNullValueBesideExistsIsLeftOut() {
        assertThat(wrongs(object("field", "lead.type", "op", "exists", "value", null))).isEmpty();
    }

    @Test
    void emptyAndMixedListsAreRefused() {
        refused("REQUIRED /value", "lead.type", "in", list());
        refused("WRONG_TYPE /value", "lead.type", "in", "x");
        refused("WRONG_TYPE /value/1", "lead.type", "in", list("x", 5));
        refused("WRONG_TYPE /value/0", "lead.score", "not_in", list("x", 5));
    }

    @Test
    void betweenNeedsTwoValuesInOrder() {
        refused("OUT_OF_RANGE /value", "lead.score", "between", list(1));
        refused("OUT_OF_RANGE /value", "lead.score", "between", list(1, 2, 3));
        refused("OUT_OF_RANGE /value", "lead.score", "between", list(2, 1));
        refused("WRONG_TYPE /value", "lead.score", "between", 5);
        refused("WRONG_TYPE /value/0", "lead.score", "between", list("x", 1));
        refused("WRONG_TYPE /value/1", "lead.score", "between", list(1, "x"));
        refused("OUT_OF_RANGE /value", "time.utc.time", "between", list("10:00", "09:00"));
        assertThat(wrongs(leaf("lead.score", "between", list(1, 1)))).isEmpty();
    }

    @Test
    void keysMustBeKnown() {
        refused("UNKNOWN_REFERENCE /value", "territory", "eq", "mars");
        refused("UNKNOWN_REFERENCE /value/1", "territory", "in", list("dach", "mars"));
        refused("UNKNOWN_REFERENCE /value", "segment", "contains", "tiny");
        assertThat(wrongs(leaf("account.lists", "ne", "of their CRM"))).isEmpty();
        refused("UNKNOWN_REFERENCE /value", "company.domain", "in_list", "none");
        refused("WRONG_TYPE /value", "company.domain", "in_list", list("strategic"));
    }

    @Test
    void patternsMustBeShortValidAndBearable() {
        refused("MALFORMED /value", "lead.type", "matches", "(");
        refused("MALFORMED /value", "lead.type", "matches", "(?=x)");
        refused("OUT_OF_RANGE /value", "lead.type", "matches", "x".repeat(1001));
        refused("OUT_OF_RANGE /value", "lead.type", "matches", "((x{1000}){1000}){1000}");
        refused("WRONG_TYPE /value", "lead.type", "matches", 5);
        assertThat(wrongs(leaf("lead.type", "matches", "x".repeat(1000)))).isEmpty();
    }

    @Test
    void placesMustBeOnEarth() {
        refused("WRONG_TYPE /value", "company.geo", "within_km", "Berlin");
        refused("OUT_OF_RANGE /value/lat", "company.geo", "within_km", place(91, 0, 1));
        refused("OUT_OF_RANGE /value/lon", "company.geo", "within_km", place(0, -181, 1));
        refused("OUT_OF_RANGE /value/km", "company.geo", "within_km", place(0, 0, -1));
        refused("WRONG_TYPE /value/km", "company.geo", "within_km", place(0, 0, "far"));
        refused("REQUIRED /value/lon", "company.geo", "within_km", object("lat", 1, "km", 2));
        refused(
                "UNKNOWN_PROPERTY /value/mi",
                "company.geo",
                "within_km",
                object("lat", 1, "lon", 1, "km", 2, "mi", 3));
    }

    private static Map<String, @Nullable Object> place(Object lat, Object lon, Object km) {
        return object("lat", lat, "lon", lon, "km", km);
    }

    @Test
    void anythingButOneGroupOrLeafIsRefused() {
        assertThat(wrongs("x")).containsExactly("WRONG_TYPE ");
        assertThat(wrongs(null)).containsExactly("WRONG_TYPE ");
        assertThat(wrongs(object())).containsExactly("REQUIRED ");
        assertThat(wrongs(object("none", list())))
                .containsExactly("UNKNOWN_PROPERTY /none", "REQUIRED ");
        assertThat(wrongs(object("all", list(), "any", list()))).containsExactly("CONFLICT ");
        assertThat(wrongs(object("all", list(), "field", "x"))).containsExactly("CONFLICT ");
        assertThat(wrongs(object("all", list(), "value", "x"))).containsExactly("CONFLICT ");
        assertThat(wrongs(object("all", "x"))).containsExactly("WRONG_TYPE /all");
        assertThat(wrongs(object("any", list("x")))).containsExactly("WRONG_TYPE /any/0");
        assertThat(wrongs(object("not", list()))).containsExactly("WRONG_TYPE /not");
        assertThat(wrongs(object("field", "lead.type", "op", "exists", "note", "x")))
                .containsExactly("UNKNOWN_PROPERTY /note");
    }

    @Test
    void everyViolationIsNamedAtOnce() {
        var document =
                object(
                        "all",
                        list(
                                leaf("lead.type", "eq", 5),
                                object("any", list(leaf("nothing", "eq", 5))),
                                leaf("lead.type", "exists", null)));
        assertThat(wrongs(document))
                .containsExactly("WRONG_TYPE /all/0/value", "UNKNOWN_FIELD /all/1/any/0/field");
    }

    @Test
    void treesAreAtMostTwentyDeep() {
        assertThat(wrongs(nested(20))).isEmpty();
        assertThat(wrongs(nested(21))).containsExactly("OUT_OF_RANGE " + "/not".repeat(21));
        assertThat(wrongs(nested(60))).containsExactly("OUT_OF_RANGE " + "/not".repeat(21));
    }

    private static Map<String, @Nullable Object> nested(int groups) {
        Map<String, @Nullable Object> tree = leaf("lead.type", "exists", null);
        for (int i = 0; i < groups; i++) {
            tree = object("not", tree);
        }
        return tree;
    }

    @Test
    void aRuleHasAtMostFiveHundredLeaves() {
        assertThat(wrongs(wide(500))).isEmpty();
        assertThat(wrongs(wide(501))).containsExactly("OUT_OF_RANGE ");
        assertThat(wrongs(object("any", list(wide(300), wide(300), wide(300)))))
                .containsExactly("OUT_OF_RANGE ");

        var violations = new Violations();
        var reader = new ConditionReader(KNOWN);
        var document = Part.root(object("a", wide(300), "b", wide(201), "c", wide(1)), violations);
        assertThat(reader.read(document.property("a").orElseThrow())).isPresent();
        assertThat(reader.read(document.property("b").orElseThrow())).isEmpty();
        assertThat(reader.read(document.property("c").orElseThrow())).isEmpty();
        assertThat(codes(violations.list())).containsExactly("OUT_OF_RANGE /b");
    }

    private static Map<String, @Nullable Object> wide(int leaves) {
        return object("all", Collections.nCopies(leaves, leaf("lead.type", "exists", null)));
    }

    @Test
    void thePatternEstimateCountsNestedRepeats() {
        assertThat(PatternSize.isBearable("a{1000}b{1000}")).isTrue();
        assertThat(PatternSize.isBearable("(a{100}){100}")).isFalse();
        assertThat(PatternSize.isBearable("(a{2,100}){2,}")).isTrue();
        assertThat(PatternSize.isBearable("[a-z\\]^]{1000}x{,5}{y}\\{{3}")).isTrue();
        assertThat(PatternSize.isBearable("[^]]{1000})(x{20})){1000")).isTrue();
        assertThat(PatternSize.isBearable("([a]{1000}){1000}")).isFalse();
        assertThat(PatternSize.isBearable("[")).isTrue();
        assertThat(PatternSize.isBearable("\\")).isTrue();
    }
}
