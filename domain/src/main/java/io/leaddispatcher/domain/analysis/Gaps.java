package io.leaddispatcher.domain.analysis;

import com.google.common.collect.Iterables;
import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.analysis.Formula.Answer;
import io.leaddispatcher.domain.phrase.Phrase;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out whether there are leads that no rule asks for. */
final class Gaps {

    /** How much an example says at most beyond what it has to. */
    private static final int MOST_FIELDS = 4;

    private static final int MOST_VALUES = 4;

    /** What is left of a field after each test costs as much as there are ranges already. */
    private static final int MOST_TESTS = 200;

    private final Subject subject;
    private final List<RankedRule> asking;
    private final List<RankedRule> askingOwners;

    Gaps(Subject subject) {
        this.subject = subject;
        this.asking = subject.rules().stream().filter(rule -> !rule.asksOwnersOnly()).toList();
        this.askingOwners = subject.rules().stream().filter(RankedRule::asksOwnersOnly).toList();
    }

    Optional<Finding> find() {
        if (asking.stream().anyMatch(RankedRule::isUnconditional)) {
            return Optional.empty();
        }
        return subject.reach().find(List.of(), asking).sample().map(this::told).map(this::finding);
    }

    private Finding finding(Sample sample) {
        return new Finding(
                Finding.Type.GAP,
                Severity.WARNING,
                "/fallback",
                null,
                null,
                null,
                subject.policy().fallback().value(),
                said(sample),
                Words.example(sample));
    }

    private Phrase said(Sample sample) {
        Phrase lead = Words.lead(sample);
        Phrase queue = subject.words().queue(subject.policy().fallback());
        return subject.reach().first(askingOwners, sample).isPresent()
                ? Phrase.of(
                        "gap.owned",
                        "Of leads such as one with %s only their owners are asked: those that have none wait in queue %s. If somebody should have them, add a rule for them, or one without a condition at the end.%s",
                        lead,
                        queue,
                        Words.whyNoExample(sample))
                : Phrase.of(
                        "gap",
                        "No rule asks for leads such as one with %s: they wait in queue %s. If somebody should have them, add a rule for them, or one without a condition at the end.%s",
                        lead,
                        queue,
                        Words.whyNoExample(sample));
    }

    /** The same lead with more to tell, as long as still no rule asks for it. */
    private Sample told(Sample bare) {
        Sample told = bare;
        if (!bare.isWholeInBody()) {
            return bare;
        }
        for (Map.Entry<String, Set<ValueTest>> field : mostAsked()) {
            told = with(field.getKey(), field.getValue(), told).orElse(told);
        }
        return told;
    }

    private List<Map.Entry<String, Set<ValueTest>>> mostAsked() {
        Map<String, Set<ValueTest>> tests = new LinkedHashMap<>();
        asking.forEach(rule -> collect(rule.holds(), tests));
        return tests.entrySet().stream()
                .sorted(Comparator.comparingInt(field -> -field.getValue().size()))
                .limit(MOST_FIELDS)
                .toList();
    }

    private static void collect(Formula formula, Map<String, Set<ValueTest>> tests) {
        switch (formula) {
            case Answer(var field, var test, _) ->
                    tests.computeIfAbsent(field, _ -> new LinkedHashSet<>()).add(test);
            case Formula.And(var parts) -> parts.forEach(part -> collect(part, tests));
            case Formula.Or(var parts) -> parts.forEach(part -> collect(part, tests));
        }
    }

    private Optional<Sample> with(String field, Set<ValueTest> tests, Sample bare) {
        FieldDemand demand = subject.domains().of(field);
        for (ValueTest test : Iterables.limit(tests, MOST_TESTS)) {
            FieldDemand next = demand.and(test, false);
            demand = next == null || next.isMissing() ? demand : next;
        }
        return bare.facts().value(field).isPresent()
                ? Optional.empty()
                : demand.examples().stream()
                        .limit(MOST_VALUES)
                        .flatMap(value -> with(field, value, bare).stream())
                        .filter(sample -> subject.reach().first(asking, sample).isEmpty())
                        .findFirst();
    }

    private Optional<Sample> with(String field, Object value, Sample bare) {
        Map<String, Object> body = new LinkedHashMap<>();
        bare.body()
                .forEach((name, part) ->
                        body.put(
                                name,
                                part instanceof Map<?, ?> section
                                        ? new LinkedHashMap<>(section)
                                        : part));
        SampleMaker.put(body, field, subject.maker().sent(field, value));
        return subject.maker().read(body).filter(sample -> sample.facts().value(field).isPresent());
    }
}
