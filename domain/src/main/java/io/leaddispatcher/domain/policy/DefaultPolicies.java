package io.leaddispatcher.domain.policy;

import java.util.List;
import java.util.Map;

/**
 * The policies of a new workspace, as documents. They name nothing but the queue {@code fallback},
 * which every workspace has.
 */
public final class DefaultPolicies {

    private static final Map<String, Object> FALLBACK = Map.of("queue", "fallback");

    private DefaultPolicies() {}

    /**
     * Known accounts go to their owner; what lies in a territory waits in front of the rest until
     * there are pools to take it.
     */
    public static Map<String, Object> lead() {
        Map<String, Object> owner =
                Map.of(
                        "id", "account-owner",
                        "name", "Known account goes to its owner",
                        "when", Map.of("field", "account.owner", "op", "exists"),
                        "assign", Map.of("accountOwner", Map.of()),
                        "priority", "HIGH");
        Map<String, Object> territory =
                Map.of(
                        "id", "territory",
                        "name", "In one of our territories",
                        "when", Map.of("field", "territory", "op", "exists"),
                        "assign", FALLBACK,
                        "priority", "HIGH");
        return policy(
                List.of(
                        Map.of("name", "Account owner", "rules", List.of(owner)),
                        Map.of("name", "Territory", "rules", List.of(territory))));
    }

    public static Map<String, Object> meeting() {
        return policy(List.of());
    }

    public static Map<String, Object> call() {
        return policy(List.of());
    }

    private static Map<String, Object> policy(List<Map<String, Object>> tiers) {
        return Map.of("schema", Policy.SCHEMA, "tiers", tiers, "fallback", FALLBACK);
    }
}
