package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds hours of the week in which nobody of a pool works that a rule sends leads to. */
final class Hours {

    private static final int MOST_MOMENTS = 24;

    private final Subject subject;
    private final Moments moments;
    private final Map<Schedule, BitSet> worked = new HashMap<>();

    /** A rule, and a lead of it that comes in such an hour. */
    private record Affected(RankedRule rule, Sample sample) {}

    Hours(Subject subject) {
        this.subject = subject;
        this.moments = new Moments(subject.configuration(), subject.now());
    }

    List<Finding> find() {
        List<Finding> findings = new ArrayList<>();
        DeadPools.usedBy(subject.rules())
                .asMap()
                .forEach((key, users) ->
                        subject.configuration()
                                .pool(key)
                                .filter(pool -> pool.respect().contains(Respect.HOURS))
                                .flatMap(pool -> finding(pool, List.copyOf(users)))
                                .ifPresent(findings::add));
        return findings;
    }

    private Optional<Finding> finding(Pool pool, List<RankedRule> users) {
        Set<Schedule> schedules =
                subject.ranking()
                        .active(pool.key())
                        .map(rep -> subject.configuration().roster().scheduleOf(rep.key()))
                        .collect(Collectors.toSet());
        Week week = Week.after(subject.now(), subject.configuration().zone(), schedules);
        BitSet uncovered = new BitSet(Week.MINUTES);
        uncovered.set(0, Week.MINUTES);
        schedules.forEach(schedule -> uncovered.andNot(worked(schedule, week)));
        if (schedules.isEmpty() || uncovered.isEmpty()) {
            return Optional.empty();
        }
        List<Instant> instants = instants(uncovered, week);
        List<Affected> affected =
                users.stream().flatMap(rule -> affected(rule, instants).stream()).toList();
        return affected.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(pool.key(), affected, uncovered, week));
    }

    private BitSet worked(Schedule schedule, Week week) {
        return worked.computeIfAbsent(schedule, week::worked);
    }

    /** One of each stretch, and then more of them. */
    private static List<Instant> instants(BitSet uncovered, Week week) {
        List<Integer> middles = new ArrayList<>();
        for (int from = uncovered.nextSetBit(0); from >= 0; ) {
            int until = uncovered.nextClearBit(from);
            middles.add((from + until) / 2);
            from = uncovered.nextSetBit(until);
        }
        int[] all = uncovered.stream().toArray();
        IntStream spread =
                IntStream.range(0, MOST_MOMENTS)
                        .map(step -> all[(int) ((long) step * all.length / MOST_MOMENTS)]);
        return IntStream.concat(
                        middles.stream().mapToInt(Integer::intValue).limit(MOST_MOMENTS), spread)
                .distinct()
                .mapToObj(week::at)
                .toList();
    }

    private Optional<Affected> affected(RankedRule rule, List<Instant> instants) {
        return subject.reaching(rule).sample().stream()
                .flatMap(sample -> instants.stream().map(at -> moments.at(sample, at)))
                .filter(sample -> subject.comesTo(rule, sample))
                .findFirst()
                .map(sample -> new Affected(rule, sample));
    }

    private Finding finding(PoolKey pool, List<Affected> affected, BitSet uncovered, Week week) {
        List<RankedRule> rules = affected.stream().map(Affected::rule).toList();
        RankedRule rule = rules.getFirst();
        Sample sample = affected.getFirst().sample();
        boolean isMinded = rules.stream().allMatch(each -> isMinded(each, pool));
        Phrase said =
                Phrase.of(
                        "hours",
                        "Nobody in pool %s works %s (%s). Leads that %s there then %s.%s%s",
                        subject.words().pool(pool),
                        Week.words(uncovered),
                        Phrase.plain(week.zone().getId()),
                        rules.size() == 1
                                ? Phrase.of("hours.one", "%s sends", Words.rules(rules))
                                : Phrase.of("hours.many", "%s send", Words.rules(rules)),
                        goesOn(rule, pool),
                        isMinded
                                ? Phrase.nothing()
                                : Phrase.of(
                                        "hours.advice",
                                        " Give somebody these hours, or say with whenUnavailable in which queue they wait."),
                        Words.whyNoExample(sample));
        return new Finding(
                Finding.Type.UNCOVERED_HOURS,
                isMinded ? Severity.INFO : Severity.WARNING,
                rule.pointer(),
                rule.rule().id(),
                null,
                pool.value(),
                rule.rule().queue().map(queue -> queue.value()).orElse(null),
                said,
                Words.example(sample));
    }

    /** Whether the rule says what becomes of a lead then. */
    private static boolean isMinded(RankedRule rule, PoolKey pool) {
        return hasAnotherTarget(rule, pool)
                || rule.rule().whenUnavailable() instanceof WhenUnavailable.ToQueue
                || rule.rule().whenUnavailable() instanceof WhenUnavailable.AssignAnyway;
    }

    private static boolean hasAnotherTarget(RankedRule rule, PoolKey pool) {
        return !rule.targets().getLast().equals(new Target.Pool(pool));
    }

    private Phrase goesOn(RankedRule rule, PoolKey pool) {
        return hasAnotherTarget(rule, pool)
                ? Phrase.of("then.next-ring", "go on to the next ring")
                : subject.words().whenUnavailable(rule.rule());
    }
}
