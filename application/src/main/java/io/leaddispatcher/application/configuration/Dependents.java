package io.leaddispatcher.application.configuration;

import com.google.common.collect.Sets;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds what a change would break, by letting the domain read each document that could refer to
 * another once as things are and once as they would be.
 */
final class Dependents {

    /** The kinds that refer to others; accounts are asked for by a query of their own. */
    private static final Set<ConfigurationKind> REFERRING =
            Sets.immutableEnumSet(
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
                        needing(tenant, kind, key, known, known.without(kind, key))
                                .concatWith(children(tenant, kind, key))
                                .collectList());
    }

    private Flux<Dependent> needing(
            TenantId tenant,
            ConfigurationKind kind,
            String key,
            KnownConfiguration now,
            KnownConfiguration then) {
        return broken(tenant, REFERRING, (of, each) -> of == kind && each.equals(key), now, then)
                .concatWith(policiesBroken(tenant, _ -> false, now, then));
    }

    /** What a changed document would break elsewhere. */
    Mono<List<Dependent>> brokenBy(
            TenantId tenant,
            ConfigurationKind kind,
            String key,
            Map<String, ?> document,
            KnownConfiguration known) {
        SortedMap<String, Map<String, ?>> section = new TreeMap<>();
        section.put(key, document);
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> put = Map.of(kind, section);
        return brokenBy(tenant, put, Set.of(), known, known.with(put)).collectList();
    }

    /** What would break of all that stays as it is, when these are put and published. */
    Flux<Dependent> brokenBy(
            TenantId tenant,
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> put,
            Set<PolicyKind> published,
            KnownConfiguration now,
            KnownConfiguration then) {
        Set<ConfigurationKind> concerned = EnumSet.noneOf(ConfigurationKind.class);
        put.keySet().forEach(kind -> concerned.addAll(concernedBy(kind)));
        Flux<Dependent> documentsBroken =
                broken(
                        tenant,
                        concerned,
                        (kind, key) -> put.containsKey(kind) && put.get(kind).containsKey(key),
                        now,
                        then);
        return put.keySet().stream().anyMatch(Dependents::concernsPolicies)
                ? documentsBroken.concatWith(policiesBroken(tenant, published::contains, now, then))
                : documentsBroken;
    }

    /**
     * The kinds of which a document may no longer hold when one of this kind is put. Whoever is
     * referred to by key alone concerns nobody.
     */
    private static Set<ConfigurationKind> concernedBy(ConfigurationKind kind) {
        return switch (kind) {
            // Conditions rest on a field's type, and a review on a queue's.
            case FIELD, QUEUE -> REFERRING;
            // A territory that moves may leave two others with the same claim.
            case TERRITORY -> Set.of(ConfigurationKind.TERRITORY);
            case TEAM, REP, POOL, SEGMENT, SLA_POLICY, TEMPLATE, SEQUENCE, ACCOUNT, LIST ->
                    Set.of();
        };
    }

    private static boolean concernsPolicies(ConfigurationKind kind) {
        return kind == ConfigurationKind.FIELD || kind == ConfigurationKind.QUEUE;
    }

    /** Reading takes long: not on the thread that has brought what is read. */
    private Flux<Dependent> broken(
            TenantId tenant,
            Set<ConfigurationKind> kinds,
            BiPredicate<ConfigurationKind, String> changing,
            KnownConfiguration now,
            KnownConfiguration then) {
        return Flux.fromIterable(kinds)
                .concatMap(kind ->
                        documents
                                .all(tenant, kind)
                                .filter(each -> !changing.test(kind, each.key()))
                                .collectList()
                                .publishOn(Schedulers.boundedElastic())
                                .flatMapIterable(found -> newlyWrong(kind, found, now, then)));
    }

    private Flux<Dependent> policiesBroken(
            TenantId tenant,
            Predicate<PolicyKind> changing,
            KnownConfiguration now,
            KnownConfiguration then) {
        return policies.active(tenant)
                .filter(policy -> !changing.test(policy.kind()))
                .collectList()
                .publishOn(Schedulers.boundedElastic())
                .flatMapIterable(active ->
                        active.stream()
                                .flatMap(policy -> newlyWrong(policy, now, then).stream())
                                .toList());
    }

    private static List<Dependent> newlyWrong(
            ConfigurationKind kind,
            List<StoredDocument> documents,
            KnownConfiguration now,
            KnownConfiguration then) {
        return documents.stream()
                .flatMap(each -> newlyWrong(kind, each, now, then).stream())
                .toList();
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
