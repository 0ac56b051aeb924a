package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.phrase.Phrase.Joint;
import io.leaddispatcher.domain.policy.Condition.Leaf;
import io.leaddispatcher.domain.policy.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds values in conditions that the picklist does not have from which a field is read: no lead of
 * that CRM has them, though one that comes by another way may.
 */
final class UnlistedValues {

    private static final Set<Operator> ASKING =
            EnumSet.of(Operator.EQ, Operator.NE, Operator.IN, Operator.NOT_IN);

    /** More would not help anybody. */
    private static final int VALUES_NAMED = 8;

    private final Subject subject;
    private final Map<String, List<Picklist>> picklists;

    /**
     * @param picklists by the path of the field that is read from them
     */
    UnlistedValues(Subject subject, Map<String, List<Picklist>> picklists) {
        this.subject = subject;
        this.picklists = picklists;
    }

    List<Finding> find() {
        List<Finding> findings = new ArrayList<>();
        for (RankedRule rule : subject.rules()) {
            asked(rule)
                    .forEach((field, values) ->
                            picklists
                                    .getOrDefault(field, List.of())
                                    .forEach(picklist -> {
                                        List<String> odd = odd(values, picklist);
                                        if (!odd.isEmpty()) {
                                            findings.add(finding(rule, field, odd, picklist));
                                        }
                                    }));
        }
        return findings;
    }

    private static Map<String, Set<String>> asked(RankedRule rule) {
        Map<String, Set<String>> byField = new LinkedHashMap<>();
        UnknownValues.leaves(rule)
                .filter(leaf -> ASKING.contains(leaf.op()))
                .forEach(leaf ->
                        byField.computeIfAbsent(leaf.field(), _ -> new LinkedHashSet<>())
                                .addAll(texts(leaf)));
        return byField;
    }

    private static List<String> texts(Leaf leaf) {
        Object value = leaf.value().orElse(List.of());
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        return values.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }

    private static List<String> odd(Set<String> values, Picklist picklist) {
        return values.stream()
                .filter(value ->
                        picklist.values().stream()
                                .noneMatch(known -> TextFolding.same(known, value)))
                .toList();
    }

    private static Finding finding(
            RankedRule rule, String field, List<String> odd, Picklist picklist) {
        List<Phrase> known =
                picklist.values().stream().limit(VALUES_NAMED).map(Phrase::name).toList();
        Phrase said =
                Phrase.of(
                        "unlisted",
                        "Rule %s asks whether %s is %s, which no lead from %s has: the picklist %s there has %s%s.",
                        Words.rule(rule),
                        new Phrase.Field(field),
                        Phrase.list(Joint.OR, odd.stream().map(Phrase::name).toList()),
                        Phrase.plain(picklist.crm()),
                        Phrase.name(picklist.field()),
                        Phrase.list(Joint.COMMA, known),
                        picklist.values().size() > VALUES_NAMED
                                ? Phrase.of("unlisted.others", " and others")
                                : Phrase.nothing());
        return new Finding(
                Finding.Type.UNKNOWN_VALUE,
                Severity.WARNING,
                rule.pointer(),
                rule.rule().id(),
                null,
                null,
                null,
                said,
                Map.of());
    }
}
