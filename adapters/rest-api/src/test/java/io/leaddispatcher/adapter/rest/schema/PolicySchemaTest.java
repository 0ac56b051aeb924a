package io.leaddispatcher.adapter.rest.schema;

import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.rest.body.DocumentParser;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.policy.DefaultPolicies;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.domain.policy.PolicyFixtures;
import io.leaddispatcher.domain.policy.PolicyReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an editor says of a policy is what the program says of it, as far as a schema can tell. */
class PolicySchemaTest {

    /** What is wrong with the shape of a document, whatever its workspace holds. */
    private static final Set<Violation.Code> OF_SHAPE =
            Set.of(
                    Violation.Code.REQUIRED,
                    Violation.Code.UNKNOWN_PROPERTY,
                    Violation.Code.UNKNOWN_OPERATOR,
                    Violation.Code.WRONG_TYPE,
                    Violation.Code.MALFORMED,
                    Violation.Code.CONFLICT,
                    Violation.Code.OUT_OF_RANGE);

    /** Values of fields that the workspace defined: their types are not in the schema. */
    private static final Pattern OF_CUSTOM_FIELD =
            Pattern.compile("/tiers/1/rules/0/when/all/1/any/(1|10)/value");

    private static final Pattern KNOWN = Pattern.compile("known here; known: (.*)");

    @Test
    void whatIsPublishedIsValid() throws IOException {
        Map<?, ?> demo =
                (Map<?, ?>)
                        requireNonNull(
                                DocumentParser.yaml(
                                        Files.readString(
                                                Path.of(
                                                        "../../infra/src/main/resources/demo/workspace.yaml"))));
        assertThat(Schemas.faultsOfPolicy(demo.get("policy"))).isEmpty();
        assertThat(Schemas.faultsOfPolicy(DefaultPolicies.lead())).isEmpty();
        assertThat(Schemas.faultsOfPolicy(DefaultPolicies.call())).isEmpty();
        assertThat(refusals(everything())).isEmpty();
        assertThat(Schemas.faultsOfPolicy(everything())).isEmpty();
    }

    /** Each part of a policy that says everything is left out, and is replaced by other things. */
    @Test
    void whatTheReaderTakesIsValidAndWhatItRefusesForItsShapeIsNot() {
        List<Object> variants = Variants.of(everything());
        int taken = 0;
        int refused = 0;
        SoftAssertions all = new SoftAssertions();
        for (Object variant : variants) {
            List<Violation> refusals = refusals(variant);
            List<String> faults = Schemas.faultsOfPolicy(variant);
            if (refusals.isEmpty()) {
                taken++;
                all.assertThat(faults).as("%s", variant).isEmpty();
            } else if (refusals.stream().anyMatch(PolicySchemaTest::isOfShape)) {
                refused++;
                all.assertThat(faults).as("%s of %s", refusals, variant).isNotEmpty();
            }
        }
        all.assertAll();
        assertThat(taken).isGreaterThan(80);
        assertThat(refused).isGreaterThan(600);
    }

    @Test
    void eachOperatorCanBeAskedOfWhatTheReaderLetsItBeAskedOf() {
        List<String> paths = new ArrayList<>(FieldCatalogue.standard().paths());
        for (String name : List.of("open", "weekday", "hour", "time", "date")) {
            paths.add("time.team.emea." + name);
        }
        SoftAssertions all = new SoftAssertions();
        for (String path : paths) {
            FieldType type = PolicyFixtures.KNOWN.fields().typeOf(path).orElseThrow();
            for (Operator op : Operator.values()) {
                Map<String, ?> when = leaf(path, op.spelling(), value(path, type, op));
                Map<String, ?> document = policy(when);
                all.assertThat(Schemas.faultsOfPolicy(document).isEmpty())
                        .as("%s: %s", when, Schemas.faultsOfPolicy(document))
                        .isEqualTo(op.fits(path, type));
                all.assertThat(refusals(document).isEmpty())
                        .as("%s: %s", when, refusals(document))
                        .isEqualTo(op.fits(path, type));
            }
        }
        all.assertAll();
    }

    @Test
    void nobodyForgetsAProperty() {
        Map<String, String> places =
                Map.ofEntries(
                        Map.entry("", ""),
                        Map.entry("/tiers/\\d+", "/$defs/tier"),
                        Map.entry("/tiers/\\d+/rules/\\d+", "/$defs/rule"),
                        Map.entry("/tiers/\\d+/rules/\\d+/assign", "/$defs/target"),
                        Map.entry("/tiers/\\d+/rules/\\d+/rings/\\d+", "/$defs/ring"),
                        Map.entry("/tiers/\\d+/rules/\\d+/skills/\\d+", "/$defs/skill"),
                        Map.entry("/tiers/\\d+/rules/\\d+/offer", "/$defs/offer"),
                        Map.entry("/tiers/\\d+/rules/\\d+/nextAction", "/$defs/nextAction"),
                        Map.entry(
                                "/tiers/\\d+/rules/\\d+/assign/handoff",
                                "/$defs/target/properties/handoff"),
                        Map.entry(
                                "/tiers/\\d+/rules/\\d+/assign/accountOwner",
                                "/$defs/target/properties/accountOwner"),
                        Map.entry("/fallback", "/properties/fallback"),
                        Map.entry("/reroute", "/$defs/reroute"));
        JsonNode schema = Schemas.node("policy-v1.json");
        Set<String> seen = new TreeSet<>();
        for (Object variant : Variants.of(everything())) {
            for (Violation each : refusals(variant)) {
                Matcher known = KNOWN.matcher(each.message());
                String at = each.pointer().replaceFirst("/[^/]*$", "");
                if (known.find()) {
                    places.forEach((place, definition) -> {
                        if (at.matches(place)) {
                            seen.add(place);
                            assertThat(schema.at(definition + "/properties").propertyNames())
                                    .as(definition)
                                    .containsAll(
                                            known.group(1).isEmpty()
                                                    ? List.of()
                                                    : List.of(known.group(1).split(", ")));
                        }
                    });
                }
            }
        }
        assertThat(seen).isEqualTo(new TreeSet<>(places.keySet()));
    }

    private static Object everything() {
        return requireNonNull(Schemas.resource("everything.yaml"));
    }

    private static Map<String, ?> policy(Map<String, ?> when) {
        Map<String, ?> queue = object("queue", "fallback");
        return object(
                "tiers",
                List.of(
                        object(
                                "name",
                                "One",
                                "rules",
                                List.of(object("id", "r", "when", when, "assign", queue)))),
                "fallback",
                queue);
    }

    private static List<Violation> refusals(@Nullable Object document) {
        Violations violations = new Violations();
        PolicyReader.read(Part.root(document, violations), PolicyFixtures.KNOWN);
        return violations.list();
    }

    private static boolean isOfShape(Violation violation) {
        return OF_SHAPE.contains(violation.code())
                && !violation.message().contains("must not be reversed")
                && !OF_CUSTOM_FIELD.matcher(violation.pointer()).matches();
    }

    /** One that the operator takes of a field that fits. */
    private static @Nullable Object value(String path, FieldType type, Operator op) {
        Object one =
                switch (type) {
                    case NUMBER -> BigDecimal.TEN;
                    case BOOLEAN -> true;
                    case DATE, DATETIME -> "2026-12-01";
                    case TEXT, LIST, GEO -> text(path);
                };
        return switch (op) {
            case EXISTS, MISSING -> null;
            case IN, NOT_IN -> List.of(one);
            case BETWEEN -> List.of(one, one);
            case WITHIN_KM -> object("lat", 52, "lon", 13, "km", 5);
            case IN_LIST -> "strategic";
            default -> one;
        };
    }

    private static String text(String path) {
        if (FieldCatalogue.isTimeOfDay(path)) {
            return "09:30";
        }
        return FieldCatalogue.isWeekday(path)
                ? "MON"
                : switch (path) {
                    case "territory" -> "dach";
                    case "segment" -> "enterprise";
                    default -> "strategic";
                };
    }
}
