package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.DUPLICATE;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.queue.QueueKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a policy, naming every violation at once and the rule in which it stands. */
public final class PolicyReader {

    private static final int MOST_REROUTES = 100;

    private final RuleReader rules;
    private final KeyReader keys;
    private final ReviewReader reviews;
    private final Set<String> ids = new HashSet<>();

    private PolicyReader(PolicyReferences references) {
        rules = new RuleReader(references);
        keys = new KeyReader(references);
        reviews = new ReviewReader(keys);
    }

    /**
     * Reads the document of a policy. Violations are added to the part's; without any the answer is
     * there.
     */
    public static Optional<Policy> read(Part document, PolicyReferences references) {
        var found = new Violations();
        Optional<Policy> policy =
                new PolicyReader(references).policy(Part.root(document.value(), found));
        found.list().forEach(violation -> pass(violation, document));
        return policy.filter(_ -> found.isEmpty());
    }

    /** The message names the rule, so that a list of violations can be read without the ids. */
    private static void pass(Violation violation, Part document) {
        String pointer = document.pointer() + violation.pointer();
        String rule = violation.ruleId();
        if (rule == null) {
            document.violations().add(pointer, violation.code(), violation.message());
            return;
        }
        String message = "rule '%s': %s".formatted(rule, violation.message());
        document.violations()
                .inRule(
                        rule,
                        () -> {
                            document.violations().add(pointer, violation.code(), message);
                            return message;
                        });
    }

    private Optional<Policy> policy(Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        document.property("schema").ifPresent(PolicyReader::schema);
        List<Tier> tiers = document.property("tiers").map(this::tiers).orElse(List.of());
        Optional<QueueKey> fallback = document.requiredProperty("fallback").flatMap(this::fallback);
        Reroute reroute =
                document.property("reroute").map(PolicyReader::reroute).orElse(Reroute.DEFAULT);
        Offer offer = document.property("offer").map(RuleReader::offer).orElse(Offer.DEFAULT);
        Experiment experiment =
                document.property("experiment")
                        .flatMap(part -> ExperimentReader.read(part, this::tiers))
                        .orElse(null);
        Review review = document.property("review").flatMap(reviews::read).orElse(null);
        document.refuseUnknown();
        return fallback.map(queue -> new Policy(tiers, queue, reroute, offer, experiment, review));
    }

    private static void schema(Part part) {
        part.asText()
                .filter(schema -> !schema.equals(Policy.SCHEMA))
                .ifPresent(_ -> part.violation(OUT_OF_RANGE, "must be " + Policy.SCHEMA));
    }

    private List<Tier> tiers(Part part) {
        return part.items().stream().flatMap(tier -> tier(tier).stream()).toList();
    }

    private Optional<Tier> tier(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<String> name = part.requiredText("name");
        List<Rule> read =
                part.items("rules").stream().flatMap(rule -> rule(rule).stream()).toList();
        part.refuseUnknown();
        return name.map(text -> new Tier(text, read));
    }

    private Optional<Rule> rule(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        if (!(part.value() instanceof Map<?, ?> sent
                && sent.get("id") instanceof String id
                && !id.isBlank())) {
            return rules.read(part);
        }
        return part.violations()
                .inRule(
                        id.strip(),
                        () -> {
                            if (!ids.add(id.strip())) {
                                part.violations()
                                        .add(
                                                part.child("id"),
                                                DUPLICATE,
                                                "another rule has the same id");
                            }
                            return rules.read(part);
                        });
    }

    private Optional<QueueKey> fallback(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<QueueKey> queue = part.requiredProperty("queue").flatMap(keys::queue);
        part.refuseUnknown();
        return queue;
    }

    private static Reroute reroute(Part part) {
        part.requireObject();
        int max = part.integer("max", 0, MOST_REROUTES).orElse(Reroute.DEFAULT.max());
        Duration lock =
                KeyReader.duration(part, "lock", Duration.ZERO).orElse(Reroute.DEFAULT.lock());
        part.refuseUnknown();
        return new Reroute(max, lock);
    }
}
