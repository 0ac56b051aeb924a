package io.leaddispatcher.domain.policy;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.outreach.Outreach;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Condition to target.
 *
 * @param id unique in its policy
 * @param name as people call it; the id when it has no name
 * @param when {@link Condition#ALWAYS} when it was left out
 * @param rings where the lead goes, in order; one alone when the rule has a single {@code assign}
 * @param sla null: none
 * @param nextAction null: no task
 * @param channels null: Slack, and e-mail when Slack cannot reach the rep
 * @param offer null: as the policy says
 * @param skills what a rep must have in every ring
 * @param outreach what the lead itself is written
 * @param disabled never matches
 */
public record Rule(
        String id,
        String name,
        Condition when,
        List<Ring> rings,
        Priority priority,
        @Nullable SlaPolicyKey sla,
        WhenUnavailable whenUnavailable,
        @Nullable NextAction nextAction,
        @Nullable Set<Channel> channels,
        @Nullable Offer offer,
        List<SkillRequirement> skills,
        Outreach outreach,
        boolean disabled,
        @Nullable String description,
        List<String> tags) {

    public Rule {
        if (rings.isEmpty()) {
            throw new IllegalArgumentException("rule '%s' has no target".formatted(id));
        }
        rings = List.copyOf(rings);
        channels = channels == null ? null : ImmutableSet.copyOf(channels);
        skills = List.copyOf(skills);
        tags = List.copyOf(tags);
    }

    /** The terms of a lead that no rule has placed and a person gives to somebody. */
    public static Rule byHand(Target target, Priority priority) {
        return new Rule(
                "by-hand",
                "Given by hand",
                Condition.ALWAYS,
                List.of(Ring.only(target)),
                priority,
                null,
                new WhenUnavailable.NextRule(),
                null,
                null,
                null,
                List.of(),
                Outreach.NONE,
                false,
                null,
                List.of());
    }

    /** Where a lead waits that found nobody or that waits for a ring; empty: the fallback. */
    public Optional<QueueKey> queue() {
        return whenUnavailable instanceof WhenUnavailable.ToQueue(var queue)
                ? Optional.of(queue)
                : Optional.empty();
    }
}
