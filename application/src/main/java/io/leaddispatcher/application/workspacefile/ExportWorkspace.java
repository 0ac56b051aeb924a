package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells all of a workspace's configuration in one document, as of one moment and without secrets.
 */
@UseCase
public final class ExportWorkspace {

    private final ConfigurationDocuments documents;
    private final ActivePolicies policies;
    private final Connections connections;
    private final WebhookSubscriptions webhooks;
    private final Retentions retentions;
    private final Workspaces workspaces;
    private final AuditTrail trail;
    private final HeavyReads reads;

    public ExportWorkspace(
            ConfigurationDocuments documents,
            ActivePolicies policies,
            Connections connections,
            WebhookSubscriptions webhooks,
            Retentions retentions,
            Workspaces workspaces,
            AuditTrail trail,
            HeavyReads reads) {
        this.documents = documents;
        this.policies = policies;
        this.connections = connections;
        this.webhooks = webhooks;
        this.retentions = retentions;
        this.workspaces = workspaces;
        this.trail = trail;
        this.reads = reads;
    }

    public Mono<Map<String, Object>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_CONFIGURATION);
            TenantId tenant = caller.tenant();
            return reads.run(
                    tenant,
                    // Nothing changes while it is read.
                    documents
                            .lock(tenant)
                            .then(file(caller))
                            .flatMap(file ->
                                    trail.append(
                                                    tenant,
                                                    AuditEntry.by(
                                                            caller.actor(),
                                                            AuditAction.WORKSPACE_EXPORTED,
                                                            "workspace"))
                                            .thenReturn(file.document())));
        });
    }

    private Mono<WorkspaceFile> file(Caller caller) {
        TenantId tenant = caller.tenant();
        // One after the other: they share a connection.
        return workspaces
                .show(tenant)
                .map(workspace -> WorkspaceFile.empty(WorkspaceFile.named(workspace.zone())))
                .flatMap(file -> sections(tenant).map(file::withDocuments))
                .flatMap(file -> policies(tenant).map(file::withPolicies))
                .flatMap(file -> connections(caller).map(file::withConnections))
                .flatMap(file -> webhooks(caller).map(file::withWebhooks))
                .flatMap(file -> retention(caller).map(file::withRetention).defaultIfEmpty(file));
    }

    private Mono<Map<ConfigurationKind, SortedMap<String, Map<String, ?>>>> sections(
            TenantId tenant) {
        return Flux.fromArray(ConfigurationKind.values())
                .concatMap(kind ->
                        documents
                                .all(tenant, kind)
                                .collect(
                                        TreeMap<String, Map<String, ?>>::new,
                                        (section, each) -> section.put(each.key(), each.document()))
                                .map(section -> Map.entry(kind, section)))
                .filter(section -> !section.getValue().isEmpty())
                .collect(
                        () -> new EnumMap<>(ConfigurationKind.class),
                        (sections, each) -> sections.put(each.getKey(), each.getValue()));
    }

    private Mono<Map<PolicyKind, Map<String, ?>>> policies(TenantId tenant) {
        return policies.active(tenant)
                .collect(
                        () -> new EnumMap<>(PolicyKind.class),
                        (found, policy) -> found.put(policy.kind(), policy.document()));
    }

    /** None for whoever may not see them. */
    private Mono<SortedMap<String, Map<String, ?>>> connections(Caller caller) {
        if (!caller.actor().may(Permission.VIEW_CONNECTIONS)) {
            return Mono.just(new TreeMap<>());
        }
        return connections
                .page(caller.tenant(), null, Integer.MAX_VALUE)
                .collect(
                        TreeMap::new,
                        (found, each) -> found.put(each.key().value(), described(each)));
    }

    /** None for whoever may not see them. */
    private Mono<List<WebhookDocument>> webhooks(Caller caller) {
        return caller.actor().may(Permission.VIEW_CONNECTIONS)
                ? webhooks.all(caller.tenant()).map(WebhookSubscription::document).collectList()
                : Mono.just(List.of());
    }

    /** Empty for whoever may not see it. */
    private Mono<Retention> retention(Caller caller) {
        return caller.actor().may(Permission.ADMINISTER)
                ? retentions.find(caller.tenant())
                : Mono.empty();
    }

    static Map<String, ?> described(StoredConnection connection) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("type", connection.type().name().toLowerCase(Locale.ROOT));
        described.put("name", connection.name());
        described.put("active", connection.active());
        described.put("settings", connection.settings());
        return described;
    }
}
