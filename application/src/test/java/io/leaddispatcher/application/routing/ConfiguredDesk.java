package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies.ActivePolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** A workspace in memory as it is configured. */
abstract class ConfiguredDesk extends ActingDesk {

    final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final List<Object> tiers = new ArrayList<>();
    private List<Object> rules = new ArrayList<>();
    private final Map<String, Object> policyExtras = new LinkedHashMap<>();
    private long versions;
    private int policyVersion = 7;

    abstract RoutingDesk self();

    /** Whether anything was routed by the policy as it is. */
    abstract boolean hasRouted();

    /** A template in English that says no more than its key. */
    RoutingDesk template(String key) {
        return template(key, object("en", object("subject", key, "body", key)));
    }

    RoutingDesk template(String key, Map<String, Object> texts) {
        keep(ConfigurationKind.TEMPLATE, key, "name", key, "texts", texts, "defaultLanguage", "en");
        documents.advance(RoutingDesk.TENANT).block();
        return self();
    }

    RoutingDesk sequence(String key, String onOwnerChange, Object... steps) {
        keep(
                ConfigurationKind.SEQUENCE,
                key,
                "name",
                key,
                "steps",
                List.of(steps),
                "onOwnerChange",
                onOwnerChange);
        documents.advance(RoutingDesk.TENANT).block();
        return self();
    }

    /** A queue that writes to those who come to wait in it. */
    void acknowledging(String queue, String template) {
        keep(ConfigurationKind.QUEUE, queue, "name", queue, "acknowledge", template);
        documents.advance(RoutingDesk.TENANT).block();
    }

    /** By this strategy the pool shares its leads out. */
    RoutingDesk dealing(String strategy) {
        keepPool(strategy);
        return self();
    }

    void keepPool(String strategy) {
        keep(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                strategy,
                "members",
                List.of(object("rep", "mia"), object("rep", "ben")));
    }

    /** The policy has no rule any more; those that follow are all. */
    RoutingDesk noRules() {
        tiers.clear();
        rules = new ArrayList<>();
        return self();
    }

    /** A tier; the rules that follow are in it. */
    RoutingDesk tier(String name) {
        rules = new ArrayList<>();
        tiers.add(object("name", name, "rules", rules));
        return self();
    }

    /** An SLA policy that rules may name. */
    RoutingDesk sla(String key, Map<String, Object> targets, Object... steps) {
        keep(
                ConfigurationKind.SLA_POLICY,
                key,
                "name",
                key,
                "targets",
                targets,
                "escalations",
                List.of(steps));
        documents.advance(RoutingDesk.TENANT).block();
        return self();
    }

    /** A step of an SLA policy. */
    static Map<String, Object> step(String target, String at, String action) {
        return object("target", target, "at", at, "do", action);
    }

    /** Both are of a team that somebody leads. */
    void team(String manager) {
        keep(ConfigurationKind.REP, manager, "name", manager, "email", manager + "@x.test");
        keep(
                ConfigurationKind.TEAM,
                "emea",
                "name",
                "EMEA",
                "members",
                List.of("mia", "ben"),
                "manager",
                manager);
        documents.advance(RoutingDesk.TENANT).block();
    }

    /** Another property of the policy, such as {@code reroute}. */
    RoutingDesk policy(String name, Object value) {
        policyExtras.put(name, value);
        published();
        documents.advance(RoutingDesk.TENANT).block();
        return self();
    }

    /** The next rule of the policy; always matches unless it says {@code when}. */
    RoutingDesk rule(String id, Object... properties) {
        Map<String, Object> rule = object("id", id);
        rule.putAll(object(properties));
        if (tiers.isEmpty()) {
            tier("Only tier");
        }
        rules.add(rule);
        published();
        documents.advance(RoutingDesk.TENANT).block();
        return self();
    }

    /** What is written before the first lead comes is one version. */
    private void published() {
        if (hasRouted()) {
            policyVersion++;
        }
    }

    Flux<ActivePolicy> policy() {
        Map<String, Object> document =
                object("tiers", List.copyOf(tiers), "fallback", object("queue", "fallback"));
        document.putAll(policyExtras);
        return Flux.just(new ActivePolicy(PolicyKind.LEAD, policyVersion, document));
    }

    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            object.put(
                    String.valueOf(namesAndValues[i]),
                    value instanceof Integer number ? BigDecimal.valueOf(number) : value);
        }
        return object;
    }

    static Map<String, Object> when(String field, String op, Object value) {
        return object("field", field, "op", op, "value", value);
    }

    /** A rep is away, or is back. */
    void pause(String rep, boolean paused) {
        keep(ConfigurationKind.REP, rep, "name", rep, "email", rep + "@x.test", "paused", paused);
        documents.advance(RoutingDesk.TENANT).block();
    }

    void leave(String rep) {
        keep(ConfigurationKind.REP, rep, "name", rep, "email", rep + "@x.test", "active", false);
        documents.advance(RoutingDesk.TENANT).block();
    }

    /** Another document, or another version of one. */
    void change(ConfigurationKind kind, String key, Object... properties) {
        keep(kind, key, properties);
        documents.advance(RoutingDesk.TENANT).block();
    }

    /** Nothing is there under this key any more. */
    void delete(ConfigurationKind kind, String key) {
        documents
                .delete(RoutingDesk.TENANT, kind, key)
                .then(documents.advance(RoutingDesk.TENANT))
                .block();
    }

    /** The number of changes of the configuration. */
    long revision() {
        return Objects.requireNonNull(documents.revision(RoutingDesk.TENANT).block());
    }

    void keep(ConfigurationKind kind, String key, Object... properties) {
        documents
                .save(
                        RoutingDesk.TENANT,
                        kind,
                        new StoredDocument(key, object(properties), ++versions))
                .block();
    }
}
