package io.leaddispatcher.domain.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One target of a rule, tried in its turn.
 *
 * @param waits how long it is tried before the next joins; zero: the next joins at once
 * @param skills what a rep must have in this ring, on top of what the rule asks for
 * @param skipWhen leaves the ring out where it holds; null: never
 */
public record Ring(
        Target assign,
        Duration waits,
        List<SkillRequirement> skills,
        @Nullable Condition skipWhen) {

    public Ring {
        skills = List.copyOf(skills);
    }

    /** A target that stands alone. */
    static Ring only(Target assign) {
        return new Ring(assign, Duration.ZERO, List.of(), null);
    }

    /** When the ring is left out. Empty: never. */
    public Optional<Condition> skip() {
        return Optional.ofNullable(skipWhen);
    }
}
