package io.leaddispatcher.adapter.rest.reference;

import static io.leaddispatcher.domain.policy.PolicyFixtures.object;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.policy.PolicyFixtures;
import io.leaddispatcher.domain.policy.PolicyReader;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that the readers take, told by the readers themselves when they meet another one. */
final class KnownNames {

    private static final Pattern KNOWN = Pattern.compile("known here; known: (.+)");

    private static final Map<String, ?> STRANGE = object("?", "?");

    /** Read only, in answers. */
    private static final Set<String> OF_ANSWERS = Set.of("key");

    private KnownNames() {}

    static Set<String> ofPolicies() {
        Map<String, ?> rule =
                object(
                        "?",
                        "?",
                        "id",
                        "r",
                        "when",
                        STRANGE,
                        "assign",
                        object("?", "?", "accountOwner", STRANGE, "handoff", STRANGE),
                        "rings",
                        List.of(STRANGE),
                        "skills",
                        List.of(STRANGE),
                        "offer",
                        STRANGE,
                        "nextAction",
                        STRANGE);
        Violations violations = new Violations();
        PolicyReader.read(
                Part.root(
                        object(
                                "?",
                                "?",
                                "tiers",
                                List.of(object("?", "?", "rules", List.of(rule))),
                                "reroute",
                                STRANGE,
                                "review",
                                STRANGE,
                                "experiment",
                                STRANGE,
                                "offer",
                                STRANGE,
                                "fallback",
                                STRANGE),
                        violations),
                PolicyFixtures.KNOWN);
        return names(violations);
    }

    static Set<String> ofPools() {
        Violations violations = new Violations();
        Pool.read(
                new PoolKey("p"),
                Part.root(
                        object(
                                "?",
                                "?",
                                "members",
                                List.of(STRANGE),
                                "skillMatch",
                                List.of(STRANGE)),
                        violations),
                _ -> true,
                _ -> true);
        return names(violations);
    }

    private static Set<String> names(Violations violations) {
        Set<String> names = new TreeSet<>();
        violations
                .list()
                .forEach(violation -> {
                    Matcher known = KNOWN.matcher(violation.message());
                    if (known.find()) {
                        names.addAll(List.of(known.group(1).split(", ")));
                    }
                });
        names.removeAll(OF_ANSWERS);
        return names;
    }
}
