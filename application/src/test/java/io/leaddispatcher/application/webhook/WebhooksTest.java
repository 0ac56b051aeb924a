package io.leaddispatcher.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.notice.PlannedLetters;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.WebhookSender.Answer;
import io.leaddispatcher.application.webhook.port.WebhookSender.Call;
import io.leaddispatcher.application.webhook.port.WebhookTries.Try;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import io.leaddispatcher.domain.webhook.WebhookSubscription.Disabled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WebhooksTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller ADMIN = Caller.system(TENANT);
    private static final String URL = "https://acme.test/hook";

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Answer answer = answered(204);
    private String refusal = "";
    private long lastId;
    private int tokens;
    private final List<Call> calls = new ArrayList<>();
    private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final UnitOfWork units = new ImmediateUnitOfWork();
    private final WebhookSecrets secrets =
            new WebhookSecrets(webhooks, new ReversingCipher(), this::token, this::id);
    private final SubscriptionChanges changes =
            new SubscriptionChanges(webhooks, secrets, documents, trail, this::id, () -> now);
    private final CreateWebhook create =
            new CreateWebhook(
                    webhooks,
                    changes,
                    _ -> refusal.isEmpty() ? Mono.empty() : Mono.just(refusal),
                    documents,
                    units);
    private final ChangeWebhook change =
            new ChangeWebhook(webhooks, changes, _ -> Mono.empty(), documents, units, () -> now);
    private final ShowWebhook show = new ShowWebhook(webhooks, units, () -> now);
    private final ListWebhooks list = new ListWebhooks(webhooks, units, () -> now);
    private final RotateWebhookSecret rotate =
            new RotateWebhookSecret(webhooks, secrets, documents, trail, units, () -> now);
    private final DeleteWebhook delete = new DeleteWebhook(webhooks, documents, trail, units);
    private final WebhookOutlet outlet =
            new WebhookOutlet(
                    webhooks,
                    secrets,
                    call -> {
                        calls.add(call);
                        return Mono.just(answer);
                    },
                    new WebhookReports(
                            webhooks,
                            webhooks,
                            documents,
                            trail,
                            new SwitchedOffNotice(
                                    PlannedLetters.into(
                                            new ArrayList<>(), TENANT, () -> false, this::id)),
                            this::id,
                            units,
                            () -> now),
                    () -> now);

    @Test
    void theSecretIsOursShownOnceAndSignsWhatIsSent() {
        CreateWebhook.Outcome.Created created = create("lead.routed");

        assertThat(created.secret().reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(created.secret()).hasToString("***");
        assertThat(created.webhook().document()).doesNotContainKey("secret");
        assertThat(trail.entries().toString()).doesNotContain(created.secret().reveal());
        send(event());
        assertThat(calls.getFirst().secrets())
                .extracting(Secret::reveal)
                .containsExactly(created.secret().reveal());
    }

    @Test
    void whileASecretIsRotatedBothSignTheNewOneFirst() {
        CreateWebhook.Outcome.Created created = create("lead.routed");
        Delivery event = event();
        now = now.plusSeconds(1);
        var rotated = (RotateWebhookSecret.Outcome.Rotated) rotate(Map.of("overlap", "PT1H"));

        send(event);
        now = now.plus(Duration.ofHours(1));
        send(event);

        assertThat(calls.getFirst().secrets())
                .extracting(Secret::reveal)
                .containsExactly(rotated.secret().reveal(), created.secret().reveal());
        assertThat(calls.getLast().secrets())
                .extracting(Secret::reveal)
                .containsExactly(rotated.secret().reveal());
        assertThatThrownBy(() -> rotate(Map.of("overlap", "P8D")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void noOlderSecretSignsLongerThanTheLastRotationSays() {
        create("lead.routed");
        Delivery event = event();
        now = now.plusSeconds(1);
        rotate(Map.of("overlap", "PT24H"));
        now = now.plusSeconds(1);
        var last = (RotateWebhookSecret.Outcome.Rotated) rotate(Map.of("overlap", "PT0S"));

        send(event);

        assertThat(calls.getLast().secrets())
                .extracting(Secret::reveal)
                .containsExactly(last.secret().reveal());
    }

    @Test
    void whileAnOlderSecretSignsItIsShownUntilWhen() {
        create("lead.routed");
        assertThat(shown()).doesNotContainKey("oldSecretUntil");
        now = now.plusSeconds(1);
        String until = now.plus(Duration.ofHours(1)).toString();
        rotate(Map.of("overlap", "PT1H"));

        assertThat(shown()).containsEntry("oldSecretUntil", until);
        assertThat(list.handle(new ListWebhooks.Query(ADMIN)).block())
                .first()
                .satisfies(listed ->
                        assertThat(listed.document()).containsEntry("oldSecretUntil", until));

        now = now.plus(Duration.ofHours(1));
        assertThat(shown()).doesNotContainKey("oldSecretUntil");
    }

    private Map<String, Object> shown() {
        return Objects.requireNonNull(
                        show.handle(new ShowWebhook.Query(ADMIN, webhook().id())).block())
                .document();
    }

    @Test
    void eachTryCarriesTheSameIdAndATimeOfItsOwn() {
        create("lead.routed");
        Delivery event = event();
        answer = answered(500);

        Attempt first = send(event);
        now = now.plusSeconds(5);
        send(event);

        assertThat(first).isInstanceOf(Attempt.Retry.class);
        assertThat(calls).extracting(Call::id).containsOnly(calls.getFirst().id());
        assertThat(calls.getFirst().id()).matches("msg_[0-9a-f]{32}");
        assertThat(calls).extracting(Call::at).doesNotHaveDuplicates();
        assertThat(webhooks.of(TENANT, List.of(event.id())).collectList().block())
                .extracting(Try::status)
                .containsExactly(500, 500);
    }

    @Test
    void anythingButASuccessIsTriedAgain() {
        create("lead.routed");
        for (int status : List.of(199, 300, 302, 400, 404, 429, 503)) {
            answer = answered(status);
            assertThat(send(event())).as("%d", status).isInstanceOf(Attempt.Retry.class);
        }
        answer = new Answer.Silent("timeout", "too late");
        assertThat(send(event())).isInstanceOf(Attempt.Retry.class);
        answer = answered(299);
        assertThat(send(event())).isInstanceOf(Attempt.Delivered.class);
    }

    @Test
    void anEndpointThatIsGoneIsSwitchedOffAtOnce() {
        create("lead.routed");
        Delivery event = event();
        answer = answered(410);
        long revision = revision();
        long read = webhook().version();

        assertThat(send(event)).isInstanceOf(Attempt.Dead.class);

        assertThat(webhook().active()).isFalse();
        assertThat(webhook().disabledBecause()).isEqualTo(Disabled.GONE);
        assertThat(trail.told()).endsWith("webhook.disabled webhook:" + webhook().id());
        assertThat(revision()).as("nodes read anew who listens").isGreaterThan(revision);
        assertThat(change(new Precondition.OneOf(Set.of(read))))
                .as("who read it while it was on does not switch it on")
                .isInstanceOf(ChangeWebhook.Outcome.Stale.class);
        assertThat(webhook().version()).isEqualTo(revision());
        assertThat(send(event)).isInstanceOf(Attempt.Dead.class);
        assertThat(calls).hasSize(1);
    }

    private ChangeWebhook.Outcome change(Precondition precondition) {
        return Objects.requireNonNull(
                change.handle(
                                new ChangeWebhook.Command(
                                        ADMIN,
                                        webhook().id(),
                                        Map.of("url", URL, "events", List.of("lead.routed")),
                                        precondition))
                        .block());
    }

    @Test
    void anEndpointIsSwitchedOffByTimeAndNeverByCount() {
        create("lead.routed");
        Delivery event = event();
        answer = answered(500);
        for (int i = 0; i < 1_000; i++) {
            send(event);
        }
        now = now.plus(WebhookSubscription.PATIENCE).minusSeconds(1);
        send(event);
        assertThat(webhook().active()).isTrue();

        answer = answered(200);
        send(event);
        assertThat(webhook().failingSince()).isNull();
        answer = answered(500);
        now = now.plusSeconds(1);
        send(event);
        assertThat(webhook().active()).as("what was before a success is forgotten").isTrue();

        now = now.plus(WebhookSubscription.PATIENCE);
        send(event);
        assertThat(webhook().active()).isFalse();
        assertThat(webhook().disabledBecause()).isEqualTo(Disabled.FAILING);
    }

    @Test
    void anAdminSwitchesItOnAgain() {
        create("lead.routed");
        answer = answered(410);
        send(event());
        answer = answered(200);

        change.handle(
                        new ChangeWebhook.Command(
                                ADMIN,
                                webhook().id(),
                                Map.of("url", URL, "events", List.of("lead.routed")),
                                Precondition.NONE))
                .block();

        assertThat(webhook().disabledAt()).isNull();
        assertThat(send(event())).isInstanceOf(Attempt.Delivered.class);
    }

    @Test
    void whatIsSentToADeletedSubscriptionIsGivenUp() {
        create("lead.routed");
        Delivery event = event();
        delete.handle(new DeleteWebhook.Command(ADMIN, webhook().id(), Precondition.NONE)).block();

        assertThat(send(event)).isInstanceOf(Attempt.Dead.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void anotherTenantsSubscriptionIsUnknown() {
        create("lead.routed");
        WebhookId id = webhook().id();
        Caller foreign = Caller.system(new TenantId(new UUID(0, 2)));

        assertThat(delete.handle(new DeleteWebhook.Command(foreign, id, Precondition.NONE)).block())
                .isEqualTo(new DeleteWebhook.Outcome.Unknown());
        assertThat(rotate.handle(new RotateWebhookSecret.Command(foreign, id, Map.of())).block())
                .isEqualTo(new RotateWebhookSecret.Outcome.Unknown());
    }

    @Test
    void whatIsWrongIsNamedByItsPlace() {
        assertThatThrownBy(() -> create("lead.exploded", "lead.routed"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactly("/events/0"));
        assertThatThrownBy(this::create).isInstanceOf(InvalidInputException.class);
        refusal = "must be called by https";
        assertThatThrownBy(() -> create("lead.routed"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactly("/url"));
        assertThat(webhooks.all(TENANT).count().block()).isZero();
    }

    @Test
    void aWorkspaceHasAFewSubscriptions() {
        for (int i = 0; i < CreateWebhook.MOST; i++) {
            create("lead.routed");
        }

        assertThat(create.handle(command("lead.routed")).block())
                .isEqualTo(new CreateWebhook.Outcome.Full());
    }

    @Test
    void anEventGoesToThoseWhoAskedForIt() {
        create("lead.routed");
        create("policy.published");
        List<Delivery> planned = new ArrayList<>();
        WebhookListeners tell =
                new WebhookListeners(
                        webhooks,
                        (_, more) -> Mono.fromRunnable(() -> planned.addAll(more)),
                        () -> {},
                        this::id);

        tell.tell(
                        TENANT,
                        WebhookEvent.of(
                                WebhookEventType.POLICY_PUBLISHED,
                                null,
                                now,
                                Map.of("kind", "lead", "version", 3, "comment", "stays here")),
                        now)
                .block();

        assertThat(planned).hasSize(1);
        assertThat(planned.getFirst().lead()).isNull();
        assertThat(planned.getFirst().draft().document())
                .isEqualTo(
                        Map.of(
                                "type",
                                "policy.published",
                                "timestamp",
                                now.toString(),
                                "data",
                                Map.of("kind", "lead", "version", 3)));
    }

    private static Answer answered(int status) {
        return new Answer.Answered(status, null, "");
    }

    private UUID id() {
        return new UUID(5, ++lastId);
    }

    /** As unguessable as a test needs it. */
    private String token() {
        return "A".repeat(40) + (char) ('A' + ++tokens) + "AA";
    }

    private long revision() {
        return Objects.requireNonNull(documents.revision(TENANT).block());
    }

    private static CreateWebhook.Command command(String... events) {
        return new CreateWebhook.Command(ADMIN, Map.of("url", URL, "events", List.of(events)));
    }

    private CreateWebhook.Outcome.Created create(String... events) {
        return (CreateWebhook.Outcome.Created)
                Objects.requireNonNull(create.handle(command(events)).block());
    }

    private RotateWebhookSecret.Outcome rotate(Map<String, ?> document) {
        return Objects.requireNonNull(
                rotate.handle(new RotateWebhookSecret.Command(ADMIN, webhook().id(), document))
                        .block());
    }

    private WebhookSubscription webhook() {
        return Objects.requireNonNull(webhooks.all(TENANT).blockFirst());
    }

    private Delivery event() {
        return WebhookEvent.of(
                        WebhookEventType.POLICY_PUBLISHED,
                        null,
                        now,
                        Map.of("kind", "lead", "version", 1))
                .to(webhook(), new DeliveryId(id()), now);
    }

    private Attempt send(Delivery delivery) {
        Outlet.Line line = Objects.requireNonNull(outlet.open(TENANT).block());
        return Objects.requireNonNull(line.send(delivery).block());
    }
}
