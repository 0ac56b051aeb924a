package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.phrase.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules that never get a lead, since others before them take all that they ask for, or that
 * get only what those find nobody for.
 */
final class Shadows {

    private final Subject subject;
    private final Set<RankedRule> shadowed = new HashSet<>();

    Shadows(Subject subject) {
        this.subject = subject;
    }

    /**
     * One for each rule that gets no lead while people are there.
     *
     * @param explained rules that ask for values that no lead has: that they match nothing is said
     *     there
     */
    List<Finding> find(Set<RankedRule> explained) {
        List<Finding> findings = new ArrayList<>();
        for (RankedRule rule : subject.rules()) {
            Reach.Answer answer = subject.reaching(rule);
            if (answer.isImpossible()) {
                shadowed.add(rule);
                if (!answer.caughtBy().isEmpty()) {
                    findings.add(shadow(rule, responsible(rule, answer.caughtBy())));
                } else if (!explained.contains(rule)) {
                    findings.add(contradiction(rule));
                }
            }
        }
        return findings;
    }

    /** Those that were found. */
    boolean contains(RankedRule rule) {
        return shadowed.contains(rule);
    }

    /** One rule that does it alone, or else as few as it takes. */
    private List<RankedRule> responsible(RankedRule rule, List<RankedRule> caughtBy) {
        List<RankedRule> sorted =
                caughtBy.stream().sorted(Comparator.comparingInt(RankedRule::rank)).toList();
        Optional<RankedRule> alone =
                sorted.stream().filter(each -> isTakenBy(rule, List.of(each))).findFirst();
        if (alone.isPresent()) {
            return List.of(alone.get());
        }
        List<RankedRule> needed = new ArrayList<>(sorted);
        for (RankedRule each : sorted) {
            List<RankedRule> others = needed.stream().filter(other -> !other.equals(each)).toList();
            if (isTakenBy(rule, others)) {
                needed.remove(each);
            }
        }
        return needed;
    }

    private boolean isTakenBy(RankedRule rule, List<RankedRule> takers) {
        return subject.reach().find(List.of(rule), takers).isImpossible();
    }

    private Finding shadow(RankedRule rule, List<RankedRule> takers) {
        RankedRule first = takers.getFirst();
        Optional<Sample> sample =
                subject.reach()
                        .find(List.of(first, rule), subject.keepersBefore(first))
                        .sample()
                        .or(() -> subject.reach().find(List.of(first, rule), List.of()).sample());
        Phrase why = sample.map(Words::whyNoExample).orElseGet(Phrase::nothing);
        return finding(rule, first, said(rule, takers, why), sample.orElse(null));
    }

    private static Phrase said(RankedRule rule, List<RankedRule> takers, Phrase why) {
        Phrase name = Words.rule(rule);
        Phrase first = Words.rule(takers.getFirst());
        if (takers.stream().anyMatch(taker -> taker.overflowsTo(rule))) {
            return takers.size() == 1
                    ? Phrase.of(
                            "shadow.overflow",
                            "Rule %s gets only what %s before it finds nobody for: while somebody is available, that takes every lead that it asks for. If that is not meant, move %s up, or make %s narrower.%s",
                            name,
                            Words.rules(takers),
                            name,
                            first,
                            why)
                    : Phrase.of(
                            "shadow.overflow-many",
                            "Rule %s gets only what %s before it find nobody for: while somebody is available, they together take every lead that it asks for. If that is not meant, move %s up, or make the others narrower.%s",
                            name,
                            Words.rules(takers),
                            name,
                            why);
        }
        return takers.size() == 1
                ? Phrase.of(
                        "shadow.one",
                        "Rule %s never gets a lead: %s before it takes every lead that it asks for. Move %s up, make %s narrower, or delete %s.%s",
                        name,
                        Words.rules(takers),
                        name,
                        first,
                        name,
                        why)
                : Phrase.of(
                        "shadow.many",
                        "Rule %s never gets a lead: %s before it together take every lead that it asks for. Move %s up, make the others narrower, or delete %s.%s",
                        name,
                        Words.rules(takers),
                        name,
                        name,
                        why);
    }

    private Finding contradiction(RankedRule rule) {
        Phrase name = Words.rule(rule);
        if (lacksTerritories(rule)) {
            return finding(
                    rule,
                    null,
                    Phrase.of(
                            Finding.NO_TERRITORY,
                            "Rule %s never gets a lead: it asks for the territory, and you have no territories yet. Make one, or change the condition.",
                            name),
                    null);
        }
        return finding(
                rule,
                null,
                Phrase.of(
                        "shadow.never",
                        "Rule %s never gets a lead: no lead can be all that its condition asks for. Change the condition, or delete %s.",
                        name,
                        name),
                null);
    }

    /** Nothing is wrong with its condition: what it goes by is yet to be made. */
    private boolean lacksTerritories(RankedRule rule) {
        return subject.configuration().territories().isEmpty()
                && UnknownValues.leaves(rule)
                        .anyMatch(leaf -> leaf.field().equals(FieldDomains.TERRITORY));
    }

    private static Finding finding(
            RankedRule rule, @Nullable RankedRule other, Phrase said, @Nullable Sample sample) {
        return new Finding(
                Finding.Type.SHADOWED_RULE,
                Severity.WARNING,
                rule.pointer(),
                rule.rule().id(),
                other == null ? null : other.rule().id(),
                null,
                null,
                said,
                sample == null ? Map.of() : Words.example(sample));
    }
}
