package io.leaddispatcher.domain.policy;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.ReferenceKind;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The keys that a policy or a condition names, by kind. */
public record References(ImmutableSetMultimap<ReferenceKind, String> keys) {

    public static References of(Policy policy) {
        var found = new Collector();
        found.add(ReferenceKind.QUEUE, policy.fallback());
        if (policy.review() != null) {
            found.add(ReferenceKind.QUEUE, policy.review().queue());
        }
        policy.everyRule().forEach(found::addRule);
        return found.references();
    }

    public static References of(Condition condition) {
        var found = new Collector();
        found.addCondition(condition);
        return found.references();
    }

    public boolean names(ReferenceKind kind, String key) {
        return keys.containsEntry(kind, key);
    }

    public ImmutableSet<String> of(ReferenceKind kind) {
        return keys.get(kind);
    }

    private static final class Collector {

        private final ImmutableSetMultimap.Builder<ReferenceKind, String> keys =
                ImmutableSetMultimap.builder();

        References references() {
            return new References(keys.build());
        }

        void add(ReferenceKind kind, Object key) {
            keys.put(kind, key.toString());
        }

        void addRule(Rule rule) {
            addCondition(rule.when());
            if (rule.sla() != null) {
                add(ReferenceKind.SLA_POLICY, rule.sla());
            }
            if (rule.outreach().acknowledge() != null) {
                add(ReferenceKind.TEMPLATE, rule.outreach().acknowledge());
            }
            if (rule.outreach().sequence() != null) {
                add(ReferenceKind.SEQUENCE, rule.outreach().sequence());
            }
            rule.queue().ifPresent(queue -> add(ReferenceKind.QUEUE, queue));
            for (Ring ring : rule.rings()) {
                addTarget(ring.assign());
                ring.skip().ifPresent(this::addCondition);
            }
        }

        void addCondition(Condition condition) {
            switch (condition) {
                case Condition.All(var parts) -> parts.forEach(this::addCondition);
                case Condition.Any(var parts) -> parts.forEach(this::addCondition);
                case Condition.Not(var part) -> addCondition(part);
                case Condition.Leaf leaf -> addLeaf(leaf);
            }
        }

        private void addLeaf(Condition.Leaf leaf) {
            String field = leaf.field();
            FieldCatalogue.teamOf(field).ifPresent(team -> add(ReferenceKind.TEAM, team));
            FieldCatalogue.customKeyOf(field).ifPresent(key -> add(ReferenceKind.FIELD, key));
            if (leaf.test() instanceof LeafTest.OnList(var list, _)) {
                add(ReferenceKind.LIST, list);
            } else {
                FieldCatalogue.refersTo(field)
                        .ifPresent(kind -> sent(leaf).forEach(key -> add(kind, key)));
            }
        }

        private static Collection<String> sent(Condition.Leaf leaf) {
            return leaf.value().stream()
                    .flatMap(value ->
                            (value instanceof Collection<?> many ? many : List.of(value)).stream())
                    .map(key -> Objects.toString(key).strip())
                    .toList();
        }

        private void addTarget(Target target) {
            switch (target) {
                case Target.AccountOwner _,
                        Target.PreviousOwner _,
                        Target.SameCompany _,
                        Target.MeetingHost _,
                        Target.Reject _ -> {}
                case Target.Rep(var rep) -> add(ReferenceKind.REP, rep);
                case Target.Pool(var pool) -> add(ReferenceKind.POOL, pool);
                case Target.Queue(var queue) -> add(ReferenceKind.QUEUE, queue);
                case Target.Handoff(_, var queue) -> add(ReferenceKind.QUEUE, queue);
            }
        }
    }
}
