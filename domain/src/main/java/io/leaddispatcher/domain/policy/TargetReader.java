package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads where a lead goes: {@code assign} and {@code whenUnavailable}. */
final class TargetReader {

    private static final List<String> KINDS =
            List.of(
                    "accountOwner",
                    "previousOwner",
                    "sameCompany",
                    "meetingHost",
                    "rep",
                    "pool",
                    "queue",
                    "handoff",
                    "reject");

    private final KeyReader keys;

    TargetReader(KeyReader keys) {
        this.keys = keys;
    }

    /** Exactly one of the kinds of target. */
    Optional<Target> target(Part assign) {
        if (!assign.requireObject()) {
            return Optional.empty();
        }
        List<String> named = KINDS.stream().filter(k -> assign.property(k).isPresent()).toList();
        assign.refuseUnknown();
        if (named.size() != 1) {
            assign.violation(
                    named.isEmpty() ? REQUIRED : CONFLICT,
                    "must have exactly one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        String kind = named.getFirst();
        return assign.property(kind).flatMap(part -> target(kind, part));
    }

    private Optional<Target> target(String kind, Part part) {
        return switch (kind) {
            case "accountOwner" -> accountOwner(part);
            case "previousOwner" -> plain(part, new Target.PreviousOwner());
            case "sameCompany" -> sameCompany(part);
            case "meetingHost" -> plain(part, new Target.MeetingHost());
            case "rep" ->
                    keys.key(part, ReferenceKind.REP).map(key -> new Target.Rep(new RepKey(key)));
            case "pool" ->
                    keys.key(part, ReferenceKind.POOL)
                            .map(key -> new Target.Pool(new PoolKey(key)));
            case "queue" -> keys.queue(part).map(Target.Queue::new);
            case "handoff" -> handoff(part);
            default -> part.asText().map(Target.Reject::new);
        };
    }

    private static Optional<Target> plain(Part part, Target target) {
        boolean isObject = part.requireObject();
        part.refuseUnknown();
        return isObject ? Optional.of(target) : Optional.empty();
    }

    private static Optional<Target> accountOwner(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        boolean parents = part.flag("parents", false);
        part.refuseUnknown();
        return Optional.of(new Target.AccountOwner(parents));
    }

    private static Optional<Target> sameCompany(Part part) {
        return part.asDuration(Duration.ofMinutes(1))
                .filter(within -> {
                    boolean fits = within.compareTo(Target.SameCompany.LONGEST) <= 0;
                    if (!fits) {
                        part.violation(OUT_OF_RANGE, "must be at most P90D");
                    }
                    return fits;
                })
                .map(Target.SameCompany::new);
    }

    private Optional<Target> handoff(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        var type =
                part.requiredProperty("type")
                        .flatMap(sent -> sent.asOneOf(Target.HandoffType.class));
        var queue = part.requiredProperty("queue").flatMap(keys::queue);
        part.refuseUnknown();
        return type.flatMap(to -> queue.map(key -> new Target.Handoff(to, key)));
    }

    /** One of the names, or {@code {"queue": key}}. */
    Optional<WhenUnavailable> whenUnavailable(Part part) {
        if (!(part.value() instanceof String)) {
            return toQueue(part);
        }
        return part.asText()
                .flatMap(text -> {
                    Optional<WhenUnavailable> found =
                            switch (text) {
                                case "NEXT_RULE" -> Optional.of(new WhenUnavailable.NextRule());
                                case "NEXT_TIER" -> Optional.of(new WhenUnavailable.NextTier());
                                case "ASSIGN_ANYWAY" ->
                                        Optional.of(new WhenUnavailable.AssignAnyway());
                                default -> Optional.empty();
                            };
                    if (found.isEmpty()) {
                        part.violation(
                                OUT_OF_RANGE,
                                "must be one of NEXT_RULE, NEXT_TIER, ASSIGN_ANYWAY or {\"queue\": key}");
                    }
                    return found;
                });
    }

    private Optional<WhenUnavailable> toQueue(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        var queue = part.requiredProperty("queue").flatMap(keys::queue);
        part.refuseUnknown();
        return queue.map(WhenUnavailable.ToQueue::new);
    }
}
