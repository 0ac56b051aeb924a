package io.leaddispatcher.domain.analysis;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds pools in which nobody can have a lead, one finding each. */
final class DeadPools {

    private final Subject subject;

    DeadPools(Subject subject) {
        this.subject = subject;
    }

    List<Finding> find() {
        SetMultimap<PoolKey, RankedRule> used = usedBy(subject.rules());
        return Multimaps.asMap(used).entrySet().stream()
                .filter(entry -> subject.ranking().isDead(entry.getKey()))
                .map(entry -> finding(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** The rules that send leads to a pool, in their order. */
    static SetMultimap<PoolKey, RankedRule> usedBy(List<RankedRule> rules) {
        SetMultimap<PoolKey, RankedRule> used = LinkedHashMultimap.create();
        for (RankedRule rule : rules) {
            for (Target target : rule.targets()) {
                if (target instanceof Target.Pool(var key)) {
                    used.put(key, rule);
                }
            }
        }
        return used;
    }

    private Finding finding(PoolKey pool, List<RankedRule> users) {
        Optional<Sample> sample =
                users.stream()
                        .flatMap(rule -> subject.reaching(rule).sample().stream())
                        .findFirst();
        RankedRule rule = users.getFirst();
        boolean isEmpty =
                subject.configuration().pool(pool).map(Pool::members).stream()
                        .allMatch(List::isEmpty);
        Phrase name = subject.words().pool(pool);
        Phrase said =
                Phrase.of(
                        "dead",
                        "%s, so %s nobody in it. Put reps into the pool, or send the leads elsewhere.%s",
                        isEmpty
                                ? Phrase.of("dead.empty", "Pool %s has no members", name)
                                : Phrase.of("dead.idle", "Nobody in pool %s is active", name),
                        users.size() == 1
                                ? Phrase.of("dead.one", "%s finds", Words.rules(users))
                                : Phrase.of("dead.many", "%s find", Words.rules(users)),
                        sample.map(Words::whyNoExample).orElseGet(Phrase::nothing));
        return new Finding(
                Finding.Type.DEAD_POOL,
                Severity.ERROR,
                rule.pointer(),
                rule.rule().id(),
                null,
                pool.value(),
                null,
                said,
                sample.map(Words::example).orElse(Map.of()));
    }
}
