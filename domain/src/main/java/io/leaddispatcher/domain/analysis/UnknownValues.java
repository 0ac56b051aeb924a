package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.normal.States;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.named.NamedList;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.phrase.Phrase.Joint;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.Condition.Leaf;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.domain.policy.Ring;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds values in conditions that no lead has: one finding for each field of a rule. */
final class UnknownValues {

    private final Subject subject;
    private final Set<RankedRule> found = new LinkedHashSet<>();

    /** What is wrong with a field in a rule. */
    private record Odd(String field, List<String> values) {}

    UnknownValues(Subject subject) {
        this.subject = subject;
    }

    List<Finding> find() {
        List<Finding> findings = new ArrayList<>();
        for (RankedRule rule : subject.rules()) {
            for (Odd odd : odd(rule)) {
                found.add(rule);
                findings.add(finding(rule, odd));
            }
        }
        return findings;
    }

    /** The rules that have one. */
    Set<RankedRule> rules() {
        return found;
    }

    private List<Odd> odd(RankedRule rule) {
        Map<String, Set<String>> byField = new LinkedHashMap<>();
        leaves(rule)
                .forEach(leaf -> {
                    List<String> odd = odd(leaf);
                    if (!odd.isEmpty()) {
                        byField.computeIfAbsent(leaf.field(), _ -> new LinkedHashSet<>())
                                .addAll(odd);
                    }
                });
        return byField.entrySet().stream()
                .map(entry -> new Odd(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** All that a rule asks for, also before it skips a target. */
    static Stream<Leaf> leaves(RankedRule rule) {
        return Stream.concat(
                        Stream.of(rule.rule().when()),
                        rule.rule().rings().stream().map(Ring::skip).flatMap(Optional::stream))
                .flatMap(UnknownValues::leaves);
    }

    private static Stream<Leaf> leaves(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> parts.stream().flatMap(UnknownValues::leaves);
            case Condition.Any(var parts) -> parts.stream().flatMap(UnknownValues::leaves);
            case Condition.Not(var part) -> leaves(part);
            case Leaf leaf -> Stream.of(leaf);
        };
    }

    /** The values of a leaf that no lead has, as they were written. */
    private List<String> odd(Leaf leaf) {
        Object value = leaf.value().orElse(null);
        if (value == null || leaf.op() == Operator.WITHIN_KM) {
            return List.of();
        }
        if (leaf.op() == Operator.IN_LIST) {
            return isEmptyList(value.toString()) ? List.of(value.toString()) : List.of();
        }
        if (leaf.field().equals("segment")) {
            return List.of();
        }
        if (!(Translation.test(leaf) instanceof OneOf)) {
            return isPossible(leaf.field(), Translation.test(leaf))
                    ? List.of()
                    : List.of("%s %s".formatted(leaf.op().spelling(), value));
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        return values.stream()
                .filter(each -> !isPossible(leaf.field(), each))
                .map(Object::toString)
                .distinct()
                .toList();
    }

    private boolean isEmptyList(String key) {
        return subject.configuration()
                .list(new ListKey(key.strip()))
                .map(NamedList::foldedValues)
                .filter(values -> !values.isEmpty())
                .isEmpty();
    }

    private boolean isPossible(String field, ValueTest test) {
        return subject.domains().of(field).and(test, true) != null;
    }

    private boolean isPossible(String field, Object value) {
        if (!(value instanceof String text)) {
            return !(value instanceof BigDecimal number)
                    || isPossible(field, new OneOf(ImmutableSet.of(number.stripTrailingZeros())));
        }
        if (field.equals("history.previousOwner")) {
            return subject.configuration().roster().reps().stream()
                    .anyMatch(rep -> TextFolding.same(rep.key().value(), text));
        }
        Optional<KnownValues> known = KnownValues.of(field);
        if (known.isPresent()) {
            return known.get().has(text);
        }
        return subject.domains().of(field).values() instanceof Choices
                ? isPossible(field, new OneOf(ImmutableSet.of(TextFolding.fold(text))))
                : true;
    }

    private Finding finding(RankedRule rule, Odd odd) {
        Optional<Sample> sample = sample(odd);
        Phrase said =
                Phrase.of(
                        "unknown",
                        "Rule %s asks whether %s is %s, which no lead has%s.",
                        Words.rule(rule),
                        new Phrase.Field(odd.field()),
                        Phrase.list(Joint.OR, odd.values().stream().map(Phrase::name).toList()),
                        advice(odd));
        return new Finding(
                Finding.Type.UNKNOWN_VALUE,
                Severity.WARNING,
                rule.pointer(),
                rule.rule().id(),
                null,
                null,
                null,
                said,
                sample.map(Words::example).orElse(Map.of()));
    }

    private static Phrase advice(Odd odd) {
        return KnownValues.of(odd.field())
                .map(known -> {
                    List<Phrase> written =
                            odd.values().stream()
                                    .flatMap(value -> known.normal().apply(value).stream())
                                    .distinct()
                                    .map(Phrase::name)
                                    .toList();
                    return Phrase.of(
                            "unknown.known",
                            ": leads have %s. %s",
                            known.form(),
                            written.isEmpty()
                                    ? Phrase.of("unknown.mend", "Take the value out, or mend it")
                                    : Phrase.of(
                                            "unknown.write",
                                            "Write %s",
                                            Phrase.list(Joint.COMMA, written)));
                })
                .orElseGet(() -> Phrase.of("unknown.other", ". Take the value out, or mend it"));
    }

    /** A lead that is sent the value and does not have it in the end. */
    private Optional<Sample> sample(Odd odd) {
        Optional<KnownValues> known = KnownValues.of(odd.field());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String text = odd.values().getFirst();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("externalId", "example");
        SampleMaker.put(body, odd.field(), text);
        if (odd.field().equals("company.state")) {
            // What it becomes goes by the country.
            known.get().normal().apply(text).stream()
                    .findFirst()
                    .map(States::country)
                    .ifPresent(country -> SampleMaker.put(body, FieldDomains.COUNTRY, country));
        }
        return subject.maker()
                .read(body)
                .filter(sample ->
                        sample.facts()
                                .value(odd.field())
                                .filter(value ->
                                        value instanceof FieldValue.Text(String seen)
                                                && TextFolding.same(seen, text))
                                .isEmpty());
    }
}
