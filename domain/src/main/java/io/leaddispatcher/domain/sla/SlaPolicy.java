package io.leaddispatcher.domain.sla;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.leaddispatcher.domain.document.Part;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How soon things have to happen, and what is done when they do not.
 *
 * @param targets always with {@code DISPATCHED}
 * @param maxHops how often a lead is passed on before it goes to the manager
 */
public record SlaPolicy(
        SlaPolicyKey key,
        String name,
        Map<SlaTarget, Duration> targets,
        SlaTime time,
        List<Escalation> escalations,
        int maxHops) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** So that it can be added to any instant, ten times over. */
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private static final ImmutableMap<SlaTarget, Duration> DEFAULT_TARGETS =
            Maps.immutableEnumMap(Map.of(SlaTarget.DISPATCHED, Duration.ofSeconds(60)));

    private static final int DEFAULT_HOPS = 3;
    private static final int MOST_HOPS = 100;

    public SlaPolicy {
        targets = Maps.immutableEnumMap(targets);
        escalations = List.copyOf(escalations);
    }

    /**
     * Reads the body of {@code /sla-policies/{key}}. Empty when the violations leave no policy to
     * speak of.
     */
    public static Optional<SlaPolicy> read(SlaPolicyKey key, Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<String> name = document.requiredText("name");
        Map<SlaTarget, Duration> targets =
                document.property("targets").map(SlaPolicy::readTargets).orElse(DEFAULT_TARGETS);
        SlaTime time = document.oneOf("time", SlaTime.class).orElse(SlaTime.CALENDAR);
        List<Escalation> escalations =
                document.items("escalations").stream()
                        .flatMap(item -> Escalation.read(item, targets.keySet()).stream())
                        .toList();
        int maxHops = document.integer("maxHops", 0, MOST_HOPS).orElse(DEFAULT_HOPS);
        document.ignore("key", "load");
        document.refuseUnknown();
        return name.map(text -> new SlaPolicy(key, text, targets, time, escalations, maxHops));
    }

    /** A time that a clock can be given. */
    static Optional<Duration> span(Part part) {
        return part.asDuration(SHORTEST)
                .filter(span -> {
                    boolean fits = span.compareTo(LONGEST) <= 0;
                    if (!fits) {
                        part.violation(OUT_OF_RANGE, "must be at most ten years (PT87840H)");
                    }
                    return fits;
                });
    }

    private static Map<SlaTarget, Duration> readTargets(Part part) {
        Map<SlaTarget, Duration> targets = new EnumMap<>(DEFAULT_TARGETS);
        if (part.requireObject()) {
            for (SlaTarget target : SlaTarget.values()) {
                part.property(target.name())
                        .flatMap(SlaPolicy::span)
                        .ifPresent(duration -> targets.put(target, duration));
            }
            part.refuseUnknown();
        }
        return targets;
    }
}
