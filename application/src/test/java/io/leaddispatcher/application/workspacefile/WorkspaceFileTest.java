package io.leaddispatcher.application.workspacefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.retention.InMemoryRetentions;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.webhook.SubscriptionChanges;
import io.leaddispatcher.application.webhook.WebhookBatch;
import io.leaddispatcher.application.webhook.WebhookListeners;
import io.leaddispatcher.application.webhook.WebhookSecrets;
import io.leaddispatcher.application.workspace.InMemoryWorkspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.NewSecret;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Report;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Subscriptions and retention in the file of a workspace. */
class WorkspaceFileTest {

    private static final Caller HERE = Caller.system(new TenantId(new UUID(0, 1)));
    private static final Caller THERE = Caller.system(new TenantId(new UUID(0, 2)));
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String HOOK = "https://acme.test/hook?key=between-us";

    private String refused = "refused.test";
    private long lastId;
    private int tokens;
    private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    private final InMemoryRetentions retentions = new InMemoryRetentions();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final InMemoryWorkspaces workspaces = new InMemoryWorkspaces();
    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final InMemoryConnections connections = new InMemoryConnections();
    private final ImmediateUnitOfWork units = new ImmediateUnitOfWork();
    private final List<Delivery> told = new ArrayList<>();
    private final WebhookListeners listeners =
            new WebhookListeners(
                    webhooks,
                    (_, planned) -> Mono.fromRunnable(() -> told.addAll(planned)),
                    () -> {},
                    () -> new UUID(7, 1));
    private final SubscriptionChanges changes =
            new SubscriptionChanges(
                    webhooks,
                    new WebhookSecrets(webhooks, new ReversingCipher(), this::token, this::id),
                    documents,
                    trail,
                    this::id,
                    () -> NOW);
    private final ExportWorkspace export =
            new ExportWorkspace(
                    documents,
                    policies,
                    connections,
                    webhooks,
                    retentions,
                    workspaces,
                    trail,
                    units);
    private final ImportWorkspace take =
            new ImportWorkspace(
                    documents,
                    policies,
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

    @Test
    void aFileHoldsSubscriptionsAndRetentionAndNoSecret() {
        take(HERE, file(hook("lead.queued", "lead.routed"), days(60, 365)));

        Map<String, Object> exported = export(HERE);

        assertThat(exported)
                .containsEntry(
                        "webhookSubscriptions",
                        List.of(
                                Map.of(
                                        "url",
                                        HOOK,
                                        "events",
                                        List.of("lead.routed", "lead.queued"),
                                        "active",
                                        true)))
                .containsEntry(
                        "retention",
                        Map.of("events", 60, "deliveries", 90, "leads", 365, "erasures", 30));
        assertThat(exported.toString()).doesNotContain("whsec_", "secret");
    }

    @Test
    void itsOwnFileChangesNothing() {
        take(
                HERE,
                Map.of(
                        "webhookSubscriptions",
                        List.of(hook("lead.routed"), hook("lead.routed"), hook("lead.queued"))));
        refused = "acme.test";
        int told = trail.entries().size();

        assertThat(take(HERE, read(export(HERE))).changes()).isEmpty();
        assertThat(trail.told().subList(told, trail.entries().size()))
                .containsExactly("workspace.exported workspace");
        assertThat(take(THERE, read(export(THERE))).changes()).as("nothing set").isEmpty();
    }

    @Test
    void aDryRunTellsInWordsWhatTheRealOneThenDoes() {
        Map<String, ?> file = file(hook("lead.routed"), days(60, 365));

        Report told = run(THERE, file, true);

        assertThat(told.changes())
                .containsExactly(
                        new Change(
                                "/webhookSubscriptions/0",
                                "Webhook subscription to https://acme.test/hook added for lead.routed"),
                        new Change(
                                "/retention/events",
                                "Retention: events changed from 30 days to 60 days"),
                        new Change(
                                "/retention/leads",
                                "Retention: leads changed from for ever to 365 days"));
        assertThat(told.secrets()).isEmpty();
        assertThat(subscriptions(THERE)).isEmpty();
        assertThat(retentions.find(THERE.tenant()).block()).isEqualTo(Retention.STANDARD);

        Report done = take(THERE, file);

        assertThat(done.changes()).isEqualTo(told.changes());
        assertThat(retentions.find(THERE.tenant()).block())
                .isEqualTo(new Retention(60, 90, null, 365, 30));
        assertThat(trail.told())
                .contains(
                        "webhook.created webhook:" + subscriptions(THERE).getFirst().id(),
                        "retention.changed retention:days",
                        "workspace.imported workspace");
        assertThat(take(THERE, file).changes()).as("the second time").isEmpty();
    }

    @Test
    void anImportedSubscriptionHasASecretOfItsOwnThatIsShownThisOnce() {
        NewSecret here = take(HERE, file(hook("lead.routed"), Map.of())).secrets().getFirst();

        NewSecret there = take(THERE, read(export(HERE))).secrets().getFirst();

        assertThat(there.path()).isEqualTo("/webhookSubscriptions/0");
        assertThat(there.id()).isEqualTo(subscriptions(THERE).getFirst().id().toString());
        assertThat(there.secret().reveal())
                .matches("whsec_[A-Za-z0-9+/]{43}=")
                .isNotEqualTo(here.secret().reveal());
        assertThat(webhooks.secrets(THERE.tenant(), NOW).count().block()).isOne();
        assertThat(there).asString().doesNotContain("whsec_");
    }

    @Test
    void theOneWithTheSameAddressIsChangedAndKeepsItsSecret() {
        take(HERE, file(hook("lead.routed"), Map.of()));
        WebhookSubscription before = subscriptions(HERE).getFirst();
        Map<String, Object> off = new HashMap<>(hook("lead.routed", "lead.queued"));
        off.put("active", false);

        Report report = take(HERE, file(off, Map.of()));

        assertThat(report.changes())
                .extracting(Change::text)
                .containsExactly(
                        "Webhook subscription to https://acme.test/hook: events changed from"
                                + " lead.routed to lead.routed, lead.queued",
                        "Webhook subscription to https://acme.test/hook: switched off");
        assertThat(report.secrets()).isEmpty();
        assertThat(subscriptions(HERE)).hasSize(1);
        assertThat(subscriptions(HERE).getFirst().id()).isEqualTo(before.id());
        assertThat(subscriptions(HERE).getFirst().active()).isFalse();
    }

    @Test
    void anOlderFileChangesNothingThere() {
        take(HERE, file(hook("lead.routed"), days(60, 365)));
        var before = subscriptions(HERE);

        Report report =
                take(
                        HERE,
                        Map.of(
                                "lists",
                                Map.of("vip", Map.of("name", "V", "values", List.of("a.test")))));

        assertThat(report.changes()).extracting(Change::path).containsExactly("/lists/vip");
        assertThat(subscriptions(HERE)).isEqualTo(before);
        assertThat(retentions.find(HERE.tenant()).block())
                .isEqualTo(new Retention(60, 90, null, 365, 30));
    }

    @Test
    void whoMayNotChangeTheRetentionIsToldWhatAskedForMore() {
        Caller writer = token(Scope.WRITE);
        Map<String, ?> standard = file(Map.of(), days(30, null));

        assertThatThrownBy(() -> run(writer, standard, true))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        denied -> {
                            assertThat(denied.permission()).isEqualTo(Permission.ADMINISTER);
                            assertThat(denied.because()).contains("'retention'");
                        });
        assertThat(export(writer)).doesNotContainKey("retention");
        assertThat(take(writer, read(export(writer))).changes()).isEmpty();
        assertThat(take(writer, file(hook("lead.routed"), Map.of())).secrets()).hasSize(1);
    }

    @Test
    void whoMayNotSeeThemFindsNeitherInTheFile() {
        take(HERE, file(hook("lead.routed"), days(60, 365)));
        Caller viewer =
                new Caller(HERE.tenant(), new Actor.Member(new UUID(3, 2), Role.VIEWER, null));

        assertThat(export(viewer)).doesNotContainKeys("webhookSubscriptions", "retention");
        assertThat(export(token(Scope.READ)))
                .containsKey("webhookSubscriptions")
                .doesNotContainKey("retention");
    }

    @Test
    void everyFaultIsNamedByItsPlaceAndNothingChanges() {
        assertThat(
                        violations(
                                Map.of(
                                        "webhookSubscriptions",
                                        List.of(
                                                hook("lead.exploded"),
                                                Map.of("url", HOOK, "secret", "whsec_x")),
                                        "retention",
                                        Map.of("events", number(1), "leads", "no", "x", "y"))))
                .containsExactlyInAnyOrder(
                        "/webhookSubscriptions/0/events/0",
                        "/webhookSubscriptions/1/events",
                        "/webhookSubscriptions/1/secret",
                        "/retention/events",
                        "/retention/deliveries",
                        "/retention/leads",
                        "/retention/erasures",
                        "/retention/x");
        assertThat(
                        violations(
                                Map.of(
                                        "lists",
                                        Map.of("vip", Map.of()),
                                        "webhookSubscriptions",
                                        List.of(
                                                hook("lead.routed"),
                                                Map.of(
                                                        "url",
                                                        "https://refused.test/",
                                                        "events",
                                                        List.of("lead.routed"))))))
                .contains("/lists/vip/name", "/webhookSubscriptions/1/url");
        assertThat(subscriptions(HERE)).isEmpty();
    }

    @Test
    void aWorkspaceHasAFewSubscriptionsHoweverTheyCome() {
        assertThat(
                        violations(
                                Map.of(
                                        "webhookSubscriptions",
                                        Collections.nCopies(21, hook("lead.routed")))))
                .containsExactly("/webhookSubscriptions");
        take(HERE, Map.of("webhookSubscriptions", Collections.nCopies(20, hook("lead.routed"))));

        assertThat(
                        violations(
                                Map.of(
                                        "webhookSubscriptions",
                                        List.of(
                                                Map.of(
                                                        "url",
                                                        "https://other.test/",
                                                        "events",
                                                        List.of("lead.routed"))))))
                .containsExactly("/webhookSubscriptions");
    }

    @Test
    void programsThatListenAreToldOfAnImportedPolicy() {
        take(HERE, Map.of("webhookSubscriptions", List.of(hook("policy.published"))));
        Map<String, ?> policies =
                Map.of(
                        "queues",
                        Map.of("fallback", Map.of("name", "Fallback")),
                        "policies",
                        Map.of("call", Map.of("fallback", Map.of("queue", "fallback"))));

        run(HERE, policies, true);
        assertThat(told).as("a dry run").isEmpty();
        take(HERE, policies);
        take(HERE, policies);

        assertThat(told)
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.draft().document())
                                .containsEntry("data", Map.of("kind", "call", "version", 1)));
    }

    private Mono<String> refusal(URI url) {
        return refused.equals(url.getHost()) ? Mono.just("must be public") : Mono.empty();
    }

    private static Map<String, Object> hook(String... events) {
        return Map.of("url", HOOK, "events", List.of(events));
    }

    private static Map<String, Object> days(int events, @Nullable Integer leads) {
        Map<String, Object> days = new HashMap<>();
        days.put("events", number(events));
        days.put("deliveries", number(90));
        days.put("leads", leads == null ? null : number(leads));
        days.put("erasures", number(30));
        return days;
    }

    /** Without those that are empty. */
    private static Map<String, ?> file(Map<String, ?> hook, Map<String, ?> retention) {
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
    private static Map<String, ?> read(Map<String, Object> exported) {
        Map<String, Object> read = new HashMap<>(exported);
        if (read.get("retention") instanceof Map<?, ?> retention) {
            Map<Object, Object> days = new HashMap<>(retention);
            days.replaceAll((_, each) -> number((Integer) each));
            read.put("retention", days);
        }
        return read;
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }

    private static Caller token(Scope scope) {
        return new Caller(
                HERE.tenant(), new Actor.Token(new UUID(3, 1), Set.of(scope), Role.OWNER));
    }

    private Map<String, Object> export(Caller caller) {
        return Objects.requireNonNull(export.handle(caller).block());
    }

    private Report take(Caller caller, Map<String, ?> file) {
        return run(caller, file, false);
    }

    private Report run(Caller caller, Map<String, ?> file, boolean dryRun) {
        Map<String, Object> whole = new HashMap<>(file);
        whole.put("schema", WorkspaceFile.SCHEMA);
        return Objects.requireNonNull(
                take.handle(new ImportWorkspace.Command(caller, whole, dryRun)).block());
    }

    private List<String> violations(Map<String, ?> file) {
        try {
            run(HERE, file, false);
            return List.of();
        } catch (InvalidInputException invalid) {
            return invalid.violations().stream().map(Violation::pointer).toList();
        }
    }

    private List<WebhookSubscription> subscriptions(Caller caller) {
        return Objects.requireNonNull(webhooks.all(caller.tenant()).collectList().block());
    }

    private UUID id() {
        return new UUID(5, ++lastId);
    }

    /** As unguessable as a test needs it. */
    private String token() {
        return "A".repeat(40) + (char) ('A' + ++tokens) + "AA";
    }
}
