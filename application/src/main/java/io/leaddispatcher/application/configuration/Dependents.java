package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds what a change would break, by letting the domain read each document that could refer to
 * another once as things are and once as they would be.
 */
final class Dependents {

    /** The kinds that refer to others; accounts are asked for by a query of their own. */
    private static final List<ConfigurationKind> REFERRING =
            List.of(
                    ConfigurationKind.TEAM,
                    ConfigurationKind.REP,
                    ConfigurationKind.POOL,
                    ConfigurationKind.QUEUE,
                    ConfigurationKind.TERRITORY,
                    ConfigurationKind.SEGMENT,
                    ConfigurationKind.SLA_POLICY,
                    ConfigurationKind.TEMPLATE,
                    ConfigurationKind.SEQUENCE);

    private final ConfigurationDocuments documents;
    private final ActivePolicies policies;

    Dependents(ConfigurationDocuments documents, ActivePolicies policies) {
        this.documents = documents;
        this.policies = policies;
    }

    /** What refers to a document, so that it cannot go. */
    Mono<List<Dependent>> needing(TenantId tenant, ConfigurationKind kind, String key) {
        Set<String> accounts = kind == ConfigurationKind.ACCOUNT ? Set.of(key) : Set.of();
        return KnownConfiguration.load(documents, tenant, accounts)
                .flatMap(known ->
                        broken(tenant, kind, key, known, known.without(kind, key))
                                .concatWith(children(tenant, kind, key))
                                .collectList());
    }

    /** What a changed document would break elsewhere. */
    Mono<List<Dependent>> brokenBy(
            TenantId tenant,
            ConfigurationKind kind,
            String key,
            Map<String, ?> document,
            KnownConfiguration known) {
        KnownConfiguration then = known.with(kind, key, document);
        return switch (kind) {
            // Conditions rest on a field's type, and a review on a queue's.
            case FIELD, QUEUE -> broken(tenant, kind, key, known, then).collectList();
            // A territory that moves may leave two others with the same claim.
            case TERRITORY -> documentsBroken(tenant, kind, kind, key, known, then).collectList();
            // The rest is referred to by key alone.
            default -> Mono.just(List.of());
        };
    }

    /** What would break of all that stays as it is, when these are put and published. */
    Flux<Dependent> brokenBy(
            TenantId tenant,
            Map<ConfigurationKind, ? extends Map<String, ?>> put,
            Set<PolicyKind> published,
            KnownConfiguration now,
            KnownConfiguration then) {
        Flux<Dependent> documentsBroken =
                Flux.fromIterable(REFERRING)
                        .concatMap(kind ->
                                documents
                                        .all(tenant, kind)
                                        .filter(each ->
                                                !put.containsKey(kind)
                                                        || !put.get(kind).containsKey(each.key()))
                                        .concatMapIterable(
                                                each -> newlyWrong(kind, each, now, then)));
        Flux<Dependent> policiesBroken =
                policies.active(tenant)
                        .filter(policy -> !published.contains(policy.kind()))
                        .concatMapIterable(policy -> newlyWrong(policy, now, then));
        return documentsBroken.concatWith(policiesBroken);
    }

    private Flux<Dependent> broken(
            TenantId tenant,
            ConfigurationKind kind,
            String key,
            KnownConfiguration now,
            KnownConfiguration then) {
        Flux<Dependent> documentsBroken =
                Flux.fromIterable(REFERRING)
                        .concatMap(referring ->
                                documentsBroken(tenant, referring, kind, key, now, then));
        Flux<Dependent> policiesBroken =
                policies.active(tenant).concatMapIterable(policy -> newlyWrong(policy, now, then));
        return documentsBroken.concatWith(policiesBroken);
    }

    private Flux<Dependent> documentsBroken(
            TenantId tenant,
            ConfigurationKind referring,
            ConfigurationKind kind,
            String key,
            KnownConfiguration now,
            KnownConfiguration then) {
        return documents
                .all(tenant, referring)
                .filter(each -> referring != kind || !each.key().equals(key))
                .concatMapIterable(each -> newlyWrong(referring, each, now, then));
    }

    private static List<Dependent> newlyWrong(
            ConfigurationKind kind,
            StoredDocument document,
            KnownConfiguration now,
            KnownConfiguration then) {
        return newlyWrong(
                kind.word() + " '" + document.key() + "'",
                known -> DocumentValidation.of(kind, document.key(), document.document(), known),
                now,
                then);
    }

    private static List<Dependent> newlyWrong(
            ActivePolicies.ActivePolicy policy, KnownConfiguration now, KnownConfiguration then) {
        return newlyWrong(
                "the active %s policy (version %d)"
                        .formatted(policy.kind().pathName(), policy.version()),
                known -> DocumentValidation.ofPolicy(policy.document(), known),
                now,
                then);
    }

    private static List<Dependent> newlyWrong(
            String what,
            Function<KnownConfiguration, List<Violation>> reading,
            KnownConfiguration now,
            KnownConfiguration then) {
        List<Violation> violations = reading.apply(then);
        if (violations.isEmpty()) {
            return List.of();
        }
        List<Violation> before = reading.apply(now);
        if (before.size() >= Violations.MOST) {
            // Nobody knows what else was wrong with it, and it is broken already.
            return List.of();
        }
        List<Dependent> found = new ArrayList<>();
        for (Violation violation : violations) {
            if (before.stream().noneMatch(known -> same(known, violation))) {
                found.add(new Dependent(what, violation));
            }
        }
        return found;
    }

    // Messages may list what is known, which differs.
    private static boolean same(Violation one, Violation other) {
        return one.pointer().equals(other.pointer()) && one.code() == other.code();
    }

    private Flux<Dependent> children(TenantId tenant, ConfigurationKind kind, String key) {
        if (kind != ConfigurationKind.ACCOUNT) {
            return Flux.empty();
        }
        return documents
                .childOfAccount(tenant, key)
                .map(child ->
                        new Dependent(
                                "account '" + child + "'",
                                new Violation(
                                        "/parent",
                                        Violation.Code.UNKNOWN_REFERENCE,
                                        "account '%s' is its parent".formatted(key))))
                .flux();
    }
}
