package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.Departures;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.retention.InMemoryRetentions;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.webhook.SubscriptionChanges;
import io.leaddispatcher.application.webhook.WebhookBatch;
import io.leaddispatcher.application.webhook.WebhookListeners;
import io.leaddispatcher.application.webhook.WebhookSecrets;
import io.leaddispatcher.application.workspace.InMemoryWorkspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Report;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;

/** Two workspaces in memory, and what goes from one to the other as a file. */
abstract class FileDesk {

    static final Caller HERE = Caller.system(new TenantId(new UUID(0, 1)));
    static final Caller THERE = Caller.system(new TenantId(new UUID(0, 2)));
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String HOOK = "https://acme.test/hook?key=between-us";

    String refused = "refused.test";
    long lastId;
    int tokens;
    final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    final InMemoryRetentions retentions = new InMemoryRetentions();
    final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    final InMemoryWorkspaces workspaces = new InMemoryWorkspaces();
    final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    final InMemoryPolicies policies = new InMemoryPolicies();
    final InMemoryConnections connections = new InMemoryConnections();
    final ImmediateUnitOfWork units = new ImmediateUnitOfWork();
    final List<Delivery> told = new ArrayList<>();
    final WebhookListeners listeners =
            new WebhookListeners(
                    webhooks,
                    (_, planned) -> Mono.fromRunnable(() -> told.addAll(planned)),
                    () -> {},
                    () -> new UUID(7, 1));
    final SubscriptionChanges changes =
            new SubscriptionChanges(
                    webhooks,
                    new WebhookSecrets(webhooks, new ReversingCipher(), this::token, this::id),
                    documents,
                    trail,
                    this::id,
                    () -> NOW);
    final ExportWorkspace export =
            new ExportWorkspace(
                    documents,
                    policies,
                    connections,
                    webhooks,
                    retentions,
                    workspaces,
                    trail,
                    new HeavyReads(units, 7));
    final List<RepKey> left = new ArrayList<>();

    /** What the audit log told when somebody left. */
    final List<String> toldBefore = new ArrayList<>();

    private final Departures departures =
            (_, reps) ->
                    Mono.fromRunnable(() -> {
                        left.addAll(reps);
                        toldBefore.addAll(trail.told());
                    });
    final ImportWorkspace take =
            new ImportWorkspace(
                    documents,
                    policies,
                    departures,
                    policies,
                    connections,
                    new WebhookBatch(webhooks, changes, this::refusal),
                    retentions,
                    workspaces,
                    trail,
                    listeners,
                    units,
                    () -> NOW);

    @BeforeEach
    void foundTwoWorkspaces() {
        for (Caller each : List.of(HERE, THERE)) {
            workspaces
                    .create(new Workspace(each.tenant(), "w", "W", ZoneOffset.UTC, false), NOW)
                    .block();
        }
    }

    Mono<String> refusal(URI url) {
        return refused.equals(url.getHost()) ? Mono.just("must be public") : Mono.empty();
    }

    static Map<String, Object> hook(String... events) {
        return Map.of("url", HOOK, "events", List.of(events));
    }

    static Map<String, Object> days(int events, @Nullable Integer leads) {
        Map<String, Object> days = new HashMap<>();
        days.put("events", number(events));
        days.put("deliveries", number(90));
        days.put("leads", leads == null ? null : number(leads));
        days.put("erasures", number(30));
        return days;
    }

    /** Without those that are empty. */
    static Map<String, ?> file(Map<String, ?> hook, Map<String, ?> retention) {
        Map<String, Object> file = new HashMap<>();
        if (!hook.isEmpty()) {
            file.put("webhookSubscriptions", List.of(hook));
        }
        if (!retention.isEmpty()) {
            file.put("retention", retention);
        }
        return file;
    }

    /** As a reader of YAML reads it: numbers are decimal. */
    static Map<String, ?> read(Map<String, Object> exported) {
        Map<String, Object> read = new HashMap<>(exported);
        if (read.get("retention") instanceof Map<?, ?> retention) {
            Map<Object, Object> days = new HashMap<>(retention);
            days.replaceAll((_, each) -> number((Integer) each));
            read.put("retention", days);
        }
        return read;
    }

    static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }

    static Caller token(Scope scope) {
        return new Caller(
                HERE.tenant(), new Actor.Token(new UUID(3, 1), Set.of(scope), Role.OWNER));
    }

    Map<String, Object> export(Caller caller) {
        return Objects.requireNonNull(export.handle(caller).block());
    }

    Report take(Caller caller, Map<String, ?> file) {
        return run(caller, file, false);
    }

    Report run(Caller caller, Map<String, ?> file, boolean dryRun) {
        Map<String, Object> whole = new HashMap<>(file);
        whole.put("schema", WorkspaceFile.SCHEMA);
        return Objects.requireNonNull(
                take.handle(new ImportWorkspace.Command(caller, whole, dryRun)).block());
    }

    /** Takes it in, if it changes what was shown. */
    Report agreed(Caller caller, Map<String, ?> file, String seen) {
        Map<String, Object> whole = new HashMap<>(file);
        whole.put("schema", WorkspaceFile.SCHEMA);
        return Objects.requireNonNull(
                take.handle(new ImportWorkspace.Command(caller, whole, false, seen)).block());
    }

    List<String> violations(Map<String, ?> file) {
        try {
            run(HERE, file, false);
            return List.of();
        } catch (InvalidInputException invalid) {
            return invalid.violations().stream().map(Violation::pointer).toList();
        }
    }

    List<WebhookSubscription> subscriptions(Caller caller) {
        return Objects.requireNonNull(webhooks.all(caller.tenant()).collectList().block());
    }

    UUID id() {
        return new UUID(5, ++lastId);
    }

    /** As unguessable as a test needs it. */
    String token() {
        return "A".repeat(40) + (char) ('A' + ++tokens) + "AA";
    }
}
