package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds pairs of rules that ask for the same leads and send them elsewhere, so that their order
 * decides.
 */
final class Overlaps {

    /** More than anybody reads at once. */
    private static final int MOST = 200;

    /** A policy whose rules all have leads in common has a pair for every two of them. */
    private static final int MOST_QUESTIONS = 3_000;

    private final Subject subject;
    private final Shadows shadows;

    /** A rule with the leads that it asks for. */
    private record Asking(RankedRule rule, List<Target> targets, Boxes boxes) {}

    Overlaps(Subject subject, Shadows shadows) {
        this.subject = subject;
        this.shadows = shadows;
    }

    /** Complete as long as it has not {@link #MOST} of them. */
    List<Finding> find() {
        List<Asking> asking =
                subject.rules().stream()
                        .filter(this::mayOverlap)
                        .map(rule ->
                                new Asking(
                                        rule,
                                        rule.targets(),
                                        Boxes.of(rule.holds(), subject.domains())))
                        .toList();
        List<Finding> findings = new ArrayList<>();
        int questions = 0;
        for (int second = 1; second < asking.size(); second++) {
            for (int first = 0; first < second; first++) {
                if (findings.size() >= MOST
                        || questions >= MOST_QUESTIONS
                        || subject.search().isSpent()) {
                    return findings;
                }
                Asking one = asking.get(first);
                Asking two = asking.get(second);
                if (isOfInterest(one, two)) {
                    questions++;
                    overlap(one.rule(), two.rule()).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private boolean mayOverlap(RankedRule rule) {
        return !rule.isUnconditional()
                && !rule.isDead()
                && !rule.asksOwnersOnly()
                && !shadows.contains(rule);
    }

    private static boolean isOfInterest(Asking one, Asking two) {
        return one.rule().keepsFrom(two.rule())
                && !one.targets().equals(two.targets())
                && !one.boxes().areApartFrom(two.boxes());
    }

    private Optional<Finding> overlap(RankedRule one, RankedRule two) {
        return subject.reach()
                .find(List.of(one, two), subject.keepersBefore(one))
                .sample()
                .map(sample -> finding(one, two, sample));
    }

    private Finding finding(RankedRule one, RankedRule two, Sample sample) {
        Phrase said =
                Phrase.of(
                        "overlap",
                        "Rules %s and %s both ask for leads such as one with %s. %s comes first and sends them to %s; %s would send them to %s. If that is not meant, change their order or make one of them narrower.%s",
                        Words.rule(one),
                        Words.rule(two),
                        Words.lead(sample),
                        Words.rule(one),
                        subject.words().targets(one),
                        Words.rule(two),
                        subject.words().targets(two),
                        Words.whyNoExample(sample));
        return new Finding(
                Finding.Type.OVERLAP,
                one.tier() == two.tier() ? Severity.WARNING : Severity.INFO,
                two.pointer(),
                two.rule().id(),
                one.rule().id(),
                null,
                null,
                said,
                Words.example(sample));
    }
}
