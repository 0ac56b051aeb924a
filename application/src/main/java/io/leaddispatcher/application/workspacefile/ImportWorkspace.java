package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.Departures;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.policy.Publication;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.retention.RetentionChanges;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.WebhookBatch;
import io.leaddispatcher.application.workspace.WorkspaceChanges;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.phrase.Phrase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a workspace what a file says, all of it or nothing. What the file does not name stays;
 * connections are told of and not made, since the file has no secrets.
 */
@UseCase
public final class ImportWorkspace {

    private final ConfigurationDocuments documents;
    private final WebhookBatch webhooks;
    private final List<FilePart> parts;
    private final AuditTrail trail;
    private final EventListeners listeners;
    private final UnitOfWork unitOfWork;

    public ImportWorkspace(
            ConfigurationDocuments documents,
            ActivePolicies activePolicies,
            Departures departures,
            Policies policies,
            Connections connections,
            WebhookBatch webhooks,
            Retentions retentions,
            Workspaces workspaces,
            AuditTrail trail,
            EventListeners listeners,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.documents = documents;
        this.webhooks = webhooks;
        this.parts =
                List.of(
                        // First, since reps who leave take the turn, which whoever decides holds
                        // while they write to the audit log.
                        new DocumentPart(
                                new DocumentBatch(documents, activePolicies, trail), departures),
                        new ZonePart(
                                workspaces, new WorkspaceChanges(workspaces, documents, trail)),
                        new PolicyPart(
                                documents,
                                policies,
                                new Publication(
                                        policies,
                                        documents,
                                        trail,
                                        listeners,
                                        AuditAction.POLICY_PUBLISHED),
                                clock),
                        new ConnectionPart(connections),
                        new WebhookPart(webhooks),
                        new RetentionPart(retentions, new RetentionChanges(retentions, trail)));
        this.trail = trail;
        this.listeners = listeners;
        this.unitOfWork = unitOfWork;
    }

    /**
     * A file to be taken in.
     *
     * @param dryRun only to tell what would change
     * @param seen the fingerprint of the report that somebody has agreed to; null: whatever changes
     */
    public record Command(
            Caller caller, Map<String, ?> file, boolean dryRun, @Nullable String seen) {

        /** Whatever changes. */
        public Command(Caller caller, Map<String, ?> file, boolean dryRun) {
            this(caller, file, dryRun, null);
        }
    }

    /**
     * One change, in words.
     *
     * @param path RFC 6901 pointer into the file
     */
    public record Change(String path, Phrase said) {

        /** What is said, in English. */
        public String text() {
            return said.english();
        }
    }

    /**
     * The secret of a webhook subscription that was made, which is shown this once.
     *
     * @param path RFC 6901 pointer into the file
     * @param id of the subscription
     */
    public record NewSecret(String path, String id, Secret secret) {}

    /**
     * What changed, or would.
     *
     * @param notes what the file names and an import cannot do
     * @param fingerprint of the file, the changes and the notes
     * @param applied whether the workspace is as the file says now; false for a dry run, and when
     *     this is not what somebody has agreed to
     */
    public record Report(
            List<Change> changes,
            List<Change> notes,
            List<NewSecret> secrets,
            String fingerprint,
            boolean applied) {
        public Report {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
            secrets = List.copyOf(secrets);
        }
    }

    /** Fails with {@link InvalidInputException} that names everything that is wrong. */
    public Mono<Report> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.CONFIGURE);
            WorkspaceFile file = WorkspaceFile.read(command.file());
            requireRights(caller, file);
            return webhooks.refusals(file.webhooks())
                    .map(refusals -> new Incoming(caller, file, refusals))
                    .flatMap(incoming ->
                            unitOfWork.run(
                                    caller.tenant(),
                                    documents
                                            .lock(caller.tenant())
                                            .then(plan(incoming))
                                            .flatMap(steps -> answer(command, incoming, steps))))
                    .doOnNext(_ -> listeners.wake());
        });
    }

    /** A part asks for what it asks for when it is changed by itself, be there a change or not. */
    private static void requireRights(Caller caller, WorkspaceFile file) {
        if (!file.webhooks().isEmpty()) {
            caller.require(
                    Permission.CONNECT,
                    "the file's section '%s' needs the right to change connections."
                            .formatted(WorkspaceFile.WEBHOOKS));
        }
        if (file.retention() != null) {
            caller.require(
                    Permission.ADMINISTER,
                    "the file's section '%s' needs the rights of an admin; without it the rest can be imported."
                            .formatted(WorkspaceFile.RETENTION));
        }
    }

    private Mono<List<Step>> plan(Incoming incoming) {
        return Mono.defer(() -> {
            List<Violation> violations = new ArrayList<>();
            return Flux.fromIterable(parts)
                    .concatMap(part ->
                            part.plan(incoming)
                                    .onErrorResume(
                                            InvalidInputException.class,
                                            wrong -> {
                                                violations.addAll(wrong.violations());
                                                return Mono.empty();
                                            }))
                    .collectList()
                    .doOnNext(_ -> {
                        if (!violations.isEmpty()) {
                            throw new InvalidInputException(violations);
                        }
                    });
        });
    }

    private Mono<Report> answer(Command command, Incoming incoming, List<Step> steps) {
        List<Change> changes = steps.stream().flatMap(step -> step.changes().stream()).toList();
        List<Change> notes = steps.stream().flatMap(step -> step.notes().stream()).toList();
        String fingerprint = fingerprint(command.file(), changes, notes);
        boolean agreed = command.seen() == null || command.seen().equals(fingerprint);
        if (command.dryRun() || !agreed) {
            return Mono.just(new Report(changes, notes, List.of(), fingerprint, false));
        }
        return apply(incoming, steps, changes)
                .map(secrets -> new Report(changes, notes, secrets, fingerprint, true));
    }

    /** Another one when the file is another, or the workspace, so that the file changes others. */
    private static String fingerprint(
            Map<String, ?> file, List<Change> changes, List<Change> notes) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            List.of(file, lines(changes), lines(notes))
                                                    .toString()
                                                    .getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static List<String> lines(List<Change> changes) {
        return changes.stream().map(each -> each.path() + " " + each.text()).toList();
    }

    private Mono<List<NewSecret>> apply(Incoming incoming, List<Step> steps, List<Change> changes) {
        return changes.isEmpty()
                ? Mono.just(List.of())
                : Flux.fromIterable(steps)
                        .concatMap(Step::apply)
                        .collectList()
                        .flatMap(secrets ->
                                trail.append(incoming.tenant(), entry(incoming, changes))
                                        .thenReturn(secrets));
    }

    private static AuditEntry entry(Incoming incoming, List<Change> changes) {
        return AuditEntry.by(
                incoming.caller().actor(),
                AuditAction.WORKSPACE_IMPORTED,
                "workspace",
                Map.of("changes", changes.size()));
    }
}
