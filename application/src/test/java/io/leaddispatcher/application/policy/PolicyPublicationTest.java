package io.leaddispatcher.application.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.presence.DraftWatch;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.webhook.WebhookListeners;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PolicyPublicationTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller CALLER = Caller.system(TENANT);
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final PolicyKind LEAD = PolicyKind.LEAD;

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final UnitOfWork units = new ImmediateUnitOfWork();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final SaveDraft save =
            new SaveDraft(
                    policies,
                    documents,
                    trail,
                    units,
                    new DraftWatch(OtherDesks.none(), CLOCK),
                    CLOCK);
    private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    private final List<Delivery> told = new ArrayList<>();
    private final WebhookListeners tell =
            new WebhookListeners(
                    webhooks,
                    (_, planned) -> Mono.fromRunnable(() -> told.addAll(planned)),
                    () -> {},
                    () -> new UUID(7, 1));
    private final PublishPolicy publish =
            new PublishPolicy(policies, documents, trail, tell, units, CLOCK);
    private final RollBackPolicy rollBack =
            new RollBackPolicy(policies, documents, trail, tell, units, CLOCK);
    private final DiffPolicies diff = new DiffPolicies(policies, units);

    @BeforeEach
    void twoQueues() {
        queue("fallback");
        queue("nurture");
    }

    @Test
    void aDraftIsPublishedOnTopOfTheVersionOneKnows() {
        save("fallback");

        assertThat(publish("first", 0)).isEqualTo(new PublishPolicy.Outcome.Published(1));
        assertThat(publish("again", 0)).isEqualTo(new PublishPolicy.Outcome.Conflict(1));
        assertThat(publish("second", 1)).isEqualTo(new PublishPolicy.Outcome.Published(2));
        assertThat(documents.revision(TENANT).block()).isEqualTo(2);
    }

    @Test
    void programsThatListenAreToldOfAVersionThatBecameActive() {
        webhooks.save(
                        TENANT,
                        WebhookSubscription.made(
                                new WebhookId(new UUID(3, 1)),
                                new WebhookDocument(
                                        URI.create("https://acme.test/hook"),
                                        Set.of(WebhookEventType.POLICY_PUBLISHED),
                                        true),
                                CLOCK.instant(),
                                1))
                .block();
        publish("no draft", 0);
        save("fallback");
        publish("first", 0);
        publish("too late", 0);

        assertThat(told)
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.draft().document())
                                .containsEntry("data", Map.of("kind", "lead", "version", 1)));
    }

    @Test
    void publishingNeedsADraftAndAReason() {
        assertThat(publish("first", 0)).isEqualTo(new PublishPolicy.Outcome.NoDraft());
        save("fallback");
        assertThatThrownBy(() -> publish(" ", 0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aDraftThatNoLongerHoldsIsNotPublished() {
        save("nurture");
        documents.delete(TENANT, ConfigurationKind.QUEUE, "nurture").block();

        assertThatThrownBy(() -> publish("too late", 0)).isInstanceOf(InvalidInputException.class);
        assertThat(policies.active(TENANT, LEAD).blockOptional()).isEmpty();
    }

    @Test
    void goingBackPublishesTheOldOneAgain() {
        save("fallback");
        publish("first", 0);
        save("nurture");
        publish("second", 1);

        assertThat(
                        rollBack.handle(
                                        new RollBackPolicy.Command(
                                                CALLER, LEAD, 1, 1, "was better"))
                                .block())
                .isEqualTo(new RollBackPolicy.Outcome.Conflict(2));
        assertThat(
                        rollBack.handle(
                                        new RollBackPolicy.Command(
                                                CALLER, LEAD, 1, 2, "was better"))
                                .block())
                .isEqualTo(new RollBackPolicy.Outcome.Published(3));
        assertThat(policies.active(TENANT, LEAD).map(PolicyVersion::document).block())
                .isEqualTo(policy("fallback"));
        assertThat(rollBack.handle(new RollBackPolicy.Command(CALLER, LEAD, 9, null, "?")).block())
                .isEqualTo(new RollBackPolicy.Outcome.UnknownVersion());
        assertThat(trail.told())
                .endsWith("policy.published policy:lead", "policy.rolled-back policy:lead");
        assertThat(trail.entries().getLast().detail())
                .isEqualTo(
                        Map.of(
                                "before", Map.of("version", 2),
                                "after", Map.of("version", 3),
                                "comment", "was better"));
    }

    @Test
    void somebodyElsesDraftIsNotOverwritten() {
        save("fallback");

        assertThat(
                        save.handle(
                                        new SaveDraft.Command(
                                                CALLER,
                                                LEAD,
                                                policy("nurture"),
                                                new Precondition.OneOf(Set.of(7L))))
                                .block())
                .isEqualTo(new SaveDraft.Outcome.Stale());
    }

    @Test
    void theDraftCanBeComparedWithAVersion() {
        save("fallback");
        publish("first", 0);
        save("nurture");

        assertThat(diff.handle(new DiffPolicies.Query(CALLER, LEAD, 1, null)).block()).hasSize(1);
        assertThat(diff.handle(new DiffPolicies.Query(CALLER, LEAD, 1, 9)).blockOptional())
                .isEmpty();
    }

    private void save(String queue) {
        assertThat(
                        save.handle(
                                        new SaveDraft.Command(
                                                CALLER, LEAD, policy(queue), Precondition.NONE))
                                .block())
                .isInstanceOf(SaveDraft.Outcome.Saved.class);
    }

    private PublishPolicy.Outcome publish(String comment, int expected) {
        return Objects.requireNonNull(
                publish.handle(new PublishPolicy.Command(CALLER, LEAD, comment, expected)).block());
    }

    private void queue(String key) {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.QUEUE,
                        new StoredDocument(key, Map.of("name", key), 1))
                .block();
    }

    private static Map<String, ?> policy(String queue) {
        return Map.of(
                "schema",
                "lead-dispatcher/policy/v1",
                "tiers",
                List.of(),
                "fallback",
                Map.of("queue", queue));
    }
}
