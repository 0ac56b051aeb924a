package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.ReferenceKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workspace to write policies in. */
public final class PolicyFixtures {

    public static final NamedLists STRATEGIC =
            (list, text) ->
                    list.value().equals("strategic") && List.of("acme.de", "globex").contains(text);

    public static final PolicyReferences KNOWN =
            PolicyReferences.of(
                            FieldCatalogue.of(
                                    List.of(
                                            custom("gpuCount", FieldType.NUMBER),
                                            custom("tags", FieldType.LIST),
                                            custom("vip", FieldType.BOOLEAN),
                                            custom("renewal", FieldType.DATE))))
                    .with(ReferenceKind.REP, List.of("mia", "ben"))
                    .with(ReferenceKind.TEAM, List.of("emea"))
                    .with(ReferenceKind.POOL, List.of("emea-fintech"))
                    .with(ReferenceKind.QUEUE, List.of("fallback", "after-hours"))
                    .with(ReferenceKind.REVIEW_QUEUE, List.of("after-hours"))
                    .with(ReferenceKind.SLA_POLICY, List.of("hot"))
                    .with(ReferenceKind.TEMPLATE, List.of("thanks"))
                    .with(ReferenceKind.SEQUENCE, List.of("first-touch"))
                    .with(ReferenceKind.TERRITORY, List.of("dach", "emea"))
                    .with(ReferenceKind.SEGMENT, List.of("enterprise"))
                    .with(ReferenceKind.LIST, List.of("strategic"));

    private PolicyFixtures() {}

    static FieldDefinition custom(String key, FieldType type) {
        return new FieldDefinition(key, key, type, false, false, Map.of());
    }

    /** Name and value by turns; a null value is kept. */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), plain(namesAndValues[i + 1]));
        }
        return object;
    }

    public static Map<String, @Nullable Object> leaf(
            String field, String op, @Nullable Object value) {
        return value == null
                ? object("field", field, "op", op)
                : object("field", field, "op", op, "value", value);
    }

    /** Integers and doubles as the numbers that documents have. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Integer number -> BigDecimal.valueOf(number);
            case Double number -> BigDecimal.valueOf(number);
            case List<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>();
                list.forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case null -> null;
            default -> value;
        };
    }

    static Condition condition(Object document) {
        var violations = new Violations();
        Optional<Condition> read = new ConditionReader(KNOWN).read(Part.root(document, violations));
        violations.refuseIfAny();
        return read.orElseThrow();
    }

    /** What is wrong with a condition: {@code CODE pointer}. */
    static List<String> wrongs(@Nullable Object document) {
        var violations = new Violations();
        Optional<Condition> read = new ConditionReader(KNOWN).read(Part.root(document, violations));
        if (read.isEmpty() && violations.isEmpty()) {
            throw new AssertionError("%s read with %s".formatted(read, violations.list()));
        }
        return codes(violations.list());
    }

    static List<String> codes(List<Violation> violations) {
        return violations.stream().map(v -> v.code() + " " + v.pointer()).toList();
    }

    static Facts facts(Object... pathsAndValues) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            values.put(pathsAndValues[i].toString(), value(pathsAndValues[i + 1]));
        }
        return path -> Optional.ofNullable(values.get(path));
    }

    public static FieldValue value(Object value) {
        return switch (value) {
            case FieldValue field -> field;
            case String text -> new FieldValue.Text(text);
            case Integer number -> new FieldValue.Number(BigDecimal.valueOf(number));
            case BigDecimal number -> new FieldValue.Number(number);
            case Boolean bool -> new FieldValue.Bool(bool);
            case List<?> items ->
                    new FieldValue.Items(items.stream().map(Object::toString).toList());
            default -> throw new AssertionError(value);
        };
    }

    static List<Object> list(Object... items) {
        return Arrays.asList(items);
    }
}
