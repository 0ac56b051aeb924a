package io.leaddispatcher.application.me;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * A rep changes a part of their own document: checked as a whole, under the lock, with a new
 * revision and an entry in the audit log, as every document is.
 */
final class OwnDocument {

    /** A rep with the document that says so. */
    record Own(Map<String, ?> document, Rep rep, ZoneId zone) {}

    private final UnitOfWork unitOfWork;
    private final ConfigurationDocuments documents;
    private final DocumentBatch batch;
    private final RoutingConfigurations configurations;

    OwnDocument(
            UnitOfWork unitOfWork,
            ConfigurationDocuments documents,
            ActivePolicies policies,
            RoutingConfigurations configurations,
            AuditTrail trail) {
        this.unitOfWork = unitOfWork;
        this.documents = documents;
        this.batch = new DocumentBatch(documents, policies, trail);
        this.configurations = configurations;
    }

    /**
     * Answers who the caller is; empty when the caller is no rep.
     *
     * @param change what the document is to be
     * @param pointers turns places in the rep's document into places in what was said
     */
    Mono<RepKey> change(
            Caller caller,
            Function<Own, Map<String, Object>> change,
            UnaryOperator<String> pointers) {
        caller.require(Permission.MANAGE_OWN_AVAILABILITY);
        TenantId tenant = caller.tenant();
        return Mono.justOrEmpty(caller.actor().ownRep().map(RepKey::new))
                .flatMap(me ->
                        unitOfWork.run(
                                tenant,
                                documents
                                        .lock(tenant)
                                        .then(
                                                documents.find(
                                                        tenant, ConfigurationKind.REP, me.value()))
                                        .flatMap(stored ->
                                                change(caller, me, stored, change, pointers))));
    }

    private Mono<RepKey> change(
            Caller caller,
            RepKey me,
            StoredDocument stored,
            Function<Own, Map<String, Object>> change,
            UnaryOperator<String> pointers) {
        TenantId tenant = caller.tenant();
        return configurations
                .current(tenant)
                .map(snapshot -> own(snapshot.configuration().roster(), me, stored))
                .map(change)
                .flatMap(changed ->
                        batch.check(
                                tenant,
                                Map.of(
                                        ConfigurationKind.REP,
                                        new TreeMap<>(Map.of(me.value(), changed))),
                                Map.of()))
                .onErrorMap(InvalidInputException.class, refused -> ownWords(refused, pointers))
                .flatMap(changes -> batch.save(caller, changes))
                .thenReturn(me);
    }

    private static Own own(Roster roster, RepKey me, StoredDocument stored) {
        Rep rep =
                roster.rep(me)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "rep %s is stored and not read".formatted(me)));
        return new Own(stored.document(), rep, roster.zoneOf(rep));
    }

    /** What is wrong stands at what was said, and not at a place in the whole document. */
    private static InvalidInputException ownWords(
            InvalidInputException refused, UnaryOperator<String> pointers) {
        return new InvalidInputException(
                refused.violations().stream()
                        .map(each ->
                                new Violation(
                                        pointers.apply(
                                                each.pointer().replaceFirst("^/reps/[^/]+", "")),
                                        each.code(),
                                        each.message()))
                        .toList());
    }
}
