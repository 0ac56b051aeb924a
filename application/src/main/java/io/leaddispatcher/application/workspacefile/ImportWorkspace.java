package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.policy.PolicyDiff;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a workspace what a file says, all of it or nothing. What the file does not name stays;
 * connections are told of and not made, since the file has no secrets.
 */
@UseCase
public final class ImportWorkspace {

    private static final String COMMENT = "Imported";

    private final ConfigurationDocuments documents;
    private final DocumentBatch batch;
    private final Policies policies;
    private final Connections connections;
    private final Workspaces workspaces;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ImportWorkspace(
            ConfigurationDocuments documents,
            ActivePolicies activePolicies,
            Policies policies,
            Connections connections,
            Workspaces workspaces,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.documents = documents;
        this.batch = new DocumentBatch(documents, activePolicies, trail);
        this.policies = policies;
        this.connections = connections;
        this.workspaces = workspaces;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * A file to be taken in.
     *
     * @param dryRun only to tell what would change
     */
    public record Command(Caller caller, Map<String, ?> file, boolean dryRun) {}

    /**
     * One change, in words.
     *
     * @param path RFC 6901 pointer into the file
     */
    public record Change(String path, String text) {}

    /**
     * What changed, or would.
     *
     * @param notes what the file names and an import cannot do
     */
    public record Report(List<Change> changes, List<Change> notes) {
        public Report {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
        }
    }

    /** Fails with {@link InvalidInputException} that names everything that is wrong. */
    public Mono<Report> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONFIGURE);
            WorkspaceFile file = WorkspaceFile.read(command.file());
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant, documents.lock(tenant).then(Mono.defer(() -> plan(command, file))));
        });
    }

    /** A policy of the file that is not the active one. */
    private record Publication(PolicyKind kind, int version, Map<String, ?> document) {}

    private Mono<Report> plan(Command command, WorkspaceFile file) {
        TenantId tenant = command.caller().tenant();
        List<Change> changes = new ArrayList<>();
        List<Change> notes = new ArrayList<>();
        List<Publication> publications = new ArrayList<>();
        return batch.check(tenant, file.documents(), file.policies())
                .flatMap(documentChanges ->
                        zone(tenant, file, changes)
                                .flatMap(zone -> {
                                    documentChanges.forEach(change ->
                                            DocumentDiff.of(change).forEach(changes::add));
                                    return publications(tenant, file, changes, publications)
                                            .then(connections(command.caller(), file, notes))
                                            .then(
                                                    Mono.defer(() ->
                                                            command.dryRun() || changes.isEmpty()
                                                                    ? Mono.empty()
                                                                    : apply(
                                                                            command.caller(),
                                                                            documentChanges,
                                                                            publications,
                                                                            zone,
                                                                            changes.size())));
                                }))
                .then(Mono.fromSupplier(() -> new Report(changes, notes)));
    }

    /** The zone, when it changes. */
    private Mono<Optional<ZoneId>> zone(TenantId tenant, WorkspaceFile file, List<Change> changes) {
        ZoneId wanted = file.zone();
        return workspaces
                .show(tenant)
                .map(workspace -> WorkspaceFile.named(workspace.zone()))
                .map(zone -> {
                    if (wanted == null || WorkspaceFile.named(wanted).equals(zone)) {
                        return Optional.<ZoneId>empty();
                    }
                    changes.add(
                            new Change(
                                    "/" + WorkspaceFile.TIME_ZONE,
                                    "Time zone changed from %s to %s".formatted(zone, wanted)));
                    return Optional.of(wanted);
                });
    }

    private Mono<Void> publications(
            TenantId tenant,
            WorkspaceFile file,
            List<Change> changes,
            List<Publication> publications) {
        return Flux.fromIterable(file.policies().entrySet())
                .concatMap(wanted ->
                        policies.active(tenant, wanted.getKey())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .doOnNext(active -> {
                                    Map<String, ?> before =
                                            active.<Map<String, ?>>map(PolicyVersion::document)
                                                    .orElse(Map.of());
                                    if (before.equals(wanted.getValue())) {
                                        return;
                                    }
                                    publications.add(
                                            new Publication(
                                                    wanted.getKey(),
                                                    active.map(PolicyVersion::version).orElse(0)
                                                            + 1,
                                                    wanted.getValue()));
                                    changes.addAll(
                                            told(wanted.getKey(), before, wanted.getValue()));
                                }))
                .then();
    }

    private static List<Change> told(PolicyKind kind, Map<String, ?> before, Map<String, ?> after) {
        String path = "/%s/%s".formatted(WorkspaceFile.POLICIES, kind.pathName());
        String name = "Policy '%s'".formatted(kind.pathName());
        List<Change> told =
                PolicyDiff.between(before, after).stream()
                        .map(change ->
                                new Change(
                                        path + change.path(),
                                        "%s: %s".formatted(name, change.text())))
                        .toList();
        // Such as another property that means nothing to the routing.
        return told.isEmpty() ? List.of(new Change(path, name + " changed")) : told;
    }

    /** Says nothing to whoever may not see them. */
    private Mono<Void> connections(Caller caller, WorkspaceFile file, List<Change> notes) {
        TenantId tenant = caller.tenant();
        return Flux.fromIterable(file.connections().entrySet())
                .filter(_ -> caller.actor().may(Permission.VIEW_CONNECTIONS))
                .concatMap(wanted ->
                        connections
                                .find(tenant, new ConnectionKey(wanted.getKey()))
                                .map(found ->
                                        ExportWorkspace.described(found).equals(wanted.getValue())
                                                ? ""
                                                : "is another one here")
                                .defaultIfEmpty("is not here")
                                .filter(note -> !note.isEmpty())
                                .doOnNext(note ->
                                        notes.add(
                                                new Change(
                                                        "/%s/%s"
                                                                .formatted(
                                                                        WorkspaceFile.CONNECTIONS,
                                                                        wanted.getKey()),
                                                        "Connection '%s' %s; put it with its secrets, which no file holds"
                                                                .formatted(
                                                                        wanted.getKey(), note)))))
                .then();
    }

    private Mono<Void> apply(
            Caller caller,
            List<DocumentBatch.Change> documentChanges,
            List<Publication> publications,
            Optional<ZoneId> zone,
            int changes) {
        TenantId tenant = caller.tenant();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("changes", changes);
        zone.ifPresent(changed -> detail.put(WorkspaceFile.TIME_ZONE, changed.getId()));
        return batch.save(caller, documentChanges)
                .thenMany(Flux.fromIterable(publications))
                .concatMap(publication -> publish(caller, publication))
                .then(zone.map(changed -> workspaces.move(tenant, changed)).orElseGet(Mono::empty))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.WORKSPACE_IMPORTED,
                                        "workspace",
                                        detail)))
                // Also where nothing but the zone or a policy changed.
                .then(documents.advance(tenant))
                .then();
    }

    private Mono<Void> publish(Caller caller, Publication publication) {
        TenantId tenant = caller.tenant();
        return policies.publish(
                        tenant,
                        publication.kind(),
                        new PolicyVersion(
                                publication.version(),
                                publication.document(),
                                COMMENT,
                                clock.instant(),
                                caller.actor().label()))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.POLICY_PUBLISHED,
                                        publication.kind().target(),
                                        Map.of(
                                                "before",
                                                Map.of("version", publication.version() - 1),
                                                "after",
                                                Map.of("version", publication.version()),
                                                "comment",
                                                COMMENT))));
    }
}
