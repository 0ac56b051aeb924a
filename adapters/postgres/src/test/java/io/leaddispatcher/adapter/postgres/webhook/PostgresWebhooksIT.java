package io.leaddispatcher.adapter.postgres.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.dispatch.ConfiguredChannels;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.dispatch.port.ToldAssignments;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.notice.AdministratorLetters;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions.Ciphertext;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions.Overlap;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions.SealedSecret;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.SwitchedOffNotice;
import io.leaddispatcher.application.webhook.WebhookOutlet;
import io.leaddispatcher.application.webhook.WebhookReports;
import io.leaddispatcher.application.webhook.WebhookSecrets;
import io.leaddispatcher.application.webhook.port.WebhookSender;
import io.leaddispatcher.application.webhook.port.WebhookTries;
import io.leaddispatcher.application.webhook.port.WebhookTries.Try;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PostgresWebhooksIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static TestDatabase database;
    private static WebhookSubscriptions webhooks;
    private static WebhookTries tries;
    private static Deliveries deliveries;
    private static Outbox outbox;

    private TenantId tenant = new TenantId(new UUID(0, 0));
    private TenantId other = new TenantId(new UUID(0, 0));

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        webhooks = database.get(WebhookSubscriptions.class);
        tries = database.get(WebhookTries.class);
        deliveries = database.get(Deliveries.class);
        outbox = database.get(Outbox.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newTenants() {
        tenant = database.newTenant();
        other = database.newTenant();
    }

    @Test
    void aSubscriptionComesBackAsItWasKept() {
        WebhookSubscription made = made();
        run(tenant, webhooks.save(tenant, made));
        assertThat(all(tenant)).containsExactly(made);

        WebhookSubscription off = made.failed(NOON).gone(NOON.plusSeconds(1));
        run(tenant, webhooks.save(tenant, off));

        assertThat(all(tenant)).containsExactly(off);
        assertThat(run(tenant, webhooks.lock(tenant, off.id()))).containsExactly(off);
    }

    @Test
    void eachTenantHasItsOwn() {
        WebhookSubscription made = made();
        run(tenant, webhooks.save(tenant, made));
        addSecret(made.id(), "one", NOON);

        assertThat(all(other)).isEmpty();
        assertThat(run(other, webhooks.lock(other, made.id()))).isEmpty();
        assertThat(run(other, webhooks.secrets(other, NOON))).isEmpty();
        run(other, webhooks.delete(other, made.id()));
        assertThat(all(tenant)).containsExactly(made);
    }

    @Test
    void anOldSecretSignsUntilItsEndBehindTheNewOne() {
        WebhookSubscription made = made();
        run(tenant, webhooks.save(tenant, made));
        addSecret(made.id(), "one", NOON);
        addSecret(made.id(), "two", NOON.plusSeconds(1));

        assertThat(secrets(NOON.plusSeconds(2))).containsExactly("two", "one");
        assertThat(secrets(NOON.plusSeconds(1).plus(Duration.ofHours(1)))).containsExactly("two");

        addSecret(made.id(), "three", NOON.plus(Duration.ofHours(2)));
        assertThat(secrets(NOON)).as("what has ended is deleted").containsExactly("three", "two");
    }

    @Test
    void noOlderSecretOutlastsTheEndThatIsSaidLast() {
        WebhookSubscription made = made();
        run(tenant, webhooks.save(tenant, made));
        addSecret(made.id(), "one", NOON);
        addSecret(made.id(), "two", NOON.plusSeconds(1));
        assertThat(run(tenant, webhooks.overlaps(tenant, NOON.plusSeconds(2))))
                .containsExactly(
                        new Overlap(made.id(), NOON.plusSeconds(1).plus(Duration.ofHours(1))));

        addSecret(made.id(), "three", NOON.plusSeconds(2), Duration.ZERO);

        assertThat(secrets(NOON.plusSeconds(2))).containsExactly("three");
        assertThat(run(tenant, webhooks.overlaps(tenant, NOON.plusSeconds(2)))).isEmpty();
        assertThat(run(other, webhooks.overlaps(other, NOON))).isEmpty();
    }

    @Test
    void triesAreKeptWithTheirDeliveryAndEndWithIt() {
        WebhookSubscription made = made();
        Delivery event = event(made);
        run(tenant, webhooks.save(tenant, made));
        run(tenant, outbox.add(tenant, List.of(event)));
        Try one = tried(made, event, NOON);
        Try two =
                new Try(
                        UUID.randomUUID(),
                        made.id(),
                        event.id(),
                        NOON.plusSeconds(5),
                        Duration.ofMillis(17),
                        null,
                        null,
                        "timeout");
        run(tenant, tries.add(tenant, two));
        run(tenant, tries.add(tenant, one));

        assertThat(run(tenant, tries.of(tenant, List.of(event.id())))).containsExactly(one, two);
        assertThat(run(other, tries.of(other, List.of(event.id())))).isEmpty();

        database.executeAsSuperuser("delete from delivery where id = '%s'".formatted(event.id()));
        assertThat(run(tenant, tries.of(tenant, List.of(event.id())))).isEmpty();
        run(tenant, tries.add(tenant, one));
        assertThat(run(tenant, tries.of(tenant, List.of(event.id())))).isEmpty();
    }

    @Test
    void ofEachSubscriptionTheLastTriesOfItsNewestEventsAreKnown() {
        WebhookSubscription made = made();
        WebhookSubscription quiet = made();
        List<Delivery> events =
                Stream.of(event(made), event(made))
                        .sorted(Comparator.comparing(each -> each.id().toString()))
                        .toList();
        run(tenant, webhooks.save(tenant, made));
        run(tenant, webhooks.save(tenant, quiet));
        run(tenant, outbox.add(tenant, events));
        run(tenant, tries.add(tenant, arrived(made, events.getFirst(), NOON.minusSeconds(9))));
        run(tenant, tries.add(tenant, tried(made, events.getLast(), NOON)));

        List<WebhookId> both = List.of(made.id(), quiet.id());
        assertThat(run(tenant, tries.last(tenant, both, 2)))
                .containsExactly(new WebhookTries.Last(made.id(), NOON.minusSeconds(9), NOON));
        assertThat(run(tenant, tries.last(tenant, both, 1)))
                .containsExactly(new WebhookTries.Last(made.id(), null, NOON));
        assertThat(run(other, tries.last(other, both, 2))).isEmpty();
    }

    private static Try arrived(WebhookSubscription to, Delivery event, Instant at) {
        return new Try(
                UUID.randomUUID(), to.id(), event.id(), at, Duration.ofMillis(17), 204, "", null);
    }

    @Test
    void aDeletedSubscriptionLeavesNoSecretAndNoTry() {
        WebhookSubscription made = made();
        Delivery event = event(made);
        run(tenant, webhooks.save(tenant, made));
        addSecret(made.id(), "one", NOON);
        run(tenant, outbox.add(tenant, List.of(event)));
        run(tenant, tries.add(tenant, tried(made, event, NOON)));

        run(tenant, webhooks.delete(tenant, made.id()));

        assertThat(all(tenant)).isEmpty();
        assertThat(secrets(NOON)).isEmpty();
        assertThat(run(tenant, tries.of(tenant, List.of(event.id())))).isEmpty();
    }

    @Test
    void whatIsAboutNoLeadIsListedForItsRecipient() {
        WebhookSubscription made = made();
        Delivery event = event(made);
        Delivery elsewhere = event(made());
        run(tenant, outbox.add(tenant, List.of(event, elsewhere)));

        List<Delivery> listed =
                run(tenant, deliveries.listTo(tenant, event.draft().recipient(), null, 10));

        assertThat(listed).extracting(Delivery::id).containsExactly(event.id());
        assertThat(listed.getFirst().lead()).isNull();
        assertThat(listed.getFirst().draft()).isEqualTo(event.draft());
        assertThat(
                        run(
                                tenant,
                                deliveries.listTo(
                                        tenant, event.draft().recipient(), event.id(), 10)))
                .isEmpty();
    }

    @Test
    void ofAnAssignmentThatIsMarkedByManyAtOnceOneFindsItNew() {
        ToldAssignments told = database.get(ToldAssignments.class);
        List<UUID> assignments = List.of(addAssignment(), addAssignment());
        UnitOfWork units = database.get(UnitOfWork.class);

        List<UUID> news =
                Objects.requireNonNull(
                        Flux.range(0, 8)
                                .flatMap(number ->
                                        units.run(
                                                tenant,
                                                told.mark(
                                                                tenant,
                                                                number % 2 == 0
                                                                        ? assignments
                                                                        : assignments.reversed(),
                                                                NOON)
                                                        .collectList()))
                                .flatMapIterable(found -> found)
                                .collectList()
                                .block());

        assertThat(news).containsExactlyInAnyOrderElementsOf(assignments);
        assertThat(run(other, told.mark(other, List.of(addAssignment()), NOON))).isEmpty();
    }

    private UUID addAssignment() {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, offered_at)
                values ('%s', '%s', '%s', gen_random_uuid(), 'mia', 'NORMAL', 'OFFERED', now())
                """
                        .formatted(tenant, id, UUID.randomUUID()));
        return id;
    }

    @Test
    void howeverManyAtOnceFindThatItIsGoneItIsSwitchedOffAndToldOnce() {
        WebhookSubscription made = made();
        run(tenant, webhooks.save(tenant, made));
        addSealedSecret(made.id());
        UUID admin = addAdmin();
        // Each with what it read before the others were through, as nodes do.
        List<Outlet.Line> nodes =
                Stream.generate(() -> run(tenant, outlet().open(tenant)).getFirst())
                        .limit(8)
                        .toList();

        Flux.fromIterable(nodes).flatMap(line -> line.send(event(made))).then().block();

        assertThat(all(tenant).getFirst().disabledBecause())
                .isEqualTo(WebhookSubscription.Disabled.GONE);
        List<Delivery> letters =
                run(tenant, deliveries.list(tenant, null, null, 100)).stream()
                        .filter(each -> each.draft().recipient().equals("member:" + admin))
                        .toList();
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().lead()).isNull();
        assertThat(letters.getFirst().address().value()).isEqualTo(admin + "@acme.test");
        assertThat(WorkspaceNotice.read(letters.getFirst().draft().document()).text())
                .contains("https://acme.test/hook");
        assertThat(
                        database.count(
                                "select count(*) from audit_log where action = 'webhook.disabled' and target = 'webhook:%s'"
                                        .formatted(made.id())))
                .isOne();
    }

    /** One that opens again. */
    private void addSealedSecret(WebhookId webhook) {
        UUID id = UUID.randomUUID();
        String place = new SealedSecret(id, webhook, new Ciphertext(new byte[0])).place();
        run(
                tenant,
                database.get(SecretCipher.class)
                        .encrypt(tenant, "whsec_x".getBytes(StandardCharsets.UTF_8), place)
                        .map(sealed -> new SealedSecret(id, webhook, new Ciphertext(sealed)))
                        .flatMap(
                                sealed -> webhooks.addSecret(tenant, webhook, sealed, NOON, NOON)));
    }

    private UUID addAdmin() {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into person (id, email, name, created_at) values ('%1$s', '%1$s@acme.test', 'Adam', now());
                insert into member (tenant_id, id, person_id, role, created_at) values ('%2$s', '%1$s', '%1$s', 'ADMIN', now());
                """
                        .formatted(id, tenant));
        return id;
    }

    /** To an endpoint that is gone for good. */
    private static WebhookOutlet outlet() {
        var reports =
                new WebhookReports(
                        webhooks,
                        tries,
                        database.get(ConfigurationDocuments.class),
                        database.get(AuditTrail.class),
                        new SwitchedOffNotice(
                                new AdministratorLetters(
                                        database.get(Members.class),
                                        database.get(Workspaces.class),
                                        letters(),
                                        outbox,
                                        UUID::randomUUID)),
                        UUID::randomUUID,
                        database.get(UnitOfWork.class),
                        () -> NOON);
        return new WebhookOutlet(
                webhooks,
                new WebhookSecrets(
                        webhooks,
                        database.get(SecretCipher.class),
                        () -> "unused",
                        UUID::randomUUID),
                _ -> Mono.just(new WebhookSender.Answer.Answered(410, null, "")),
                reports,
                () -> NOON);
    }

    private static Letters letters() {
        SmtpChannel mail =
                new SmtpChannel(null, "mail.test", 25, "leads@acme.test", false, null, null);
        return new Letters(
                new ConfiguredChannels(
                        new ConnectionDirectory(
                                database.get(Connections.class), database.get(SecretCipher.class)),
                        false),
                () -> Optional.of(mail),
                (_, letter) -> {
                    throw new IllegalStateException("past the outbox: " + letter);
                },
                URI.create("https://leads.test"));
    }

    private static WebhookSubscription made() {
        return WebhookSubscription.made(
                new WebhookId(UUID.randomUUID()),
                new WebhookDocument(
                        URI.create("https://acme.test/hook"),
                        Set.of(WebhookEventType.LEAD_ROUTED, WebhookEventType.POLICY_PUBLISHED),
                        true),
                NOON,
                3);
    }

    private static Delivery event(WebhookSubscription to) {
        return WebhookEvent.of(
                        WebhookEventType.POLICY_PUBLISHED,
                        null,
                        NOON,
                        Map.of("kind", "lead", "version", 3))
                .to(to, new DeliveryId(UUID.randomUUID()), NOON);
    }

    private static Try tried(WebhookSubscription made, Delivery event, Instant at) {
        return new Try(
                UUID.randomUUID(),
                made.id(),
                event.id(),
                at,
                Duration.ofMillis(17),
                500,
                "no",
                "status_500");
    }

    private void addSecret(WebhookId id, String text, Instant at) {
        addSecret(id, text, at, Duration.ofHours(1));
    }

    private void addSecret(WebhookId id, String text, Instant at, Duration overlap) {
        run(
                tenant,
                webhooks.addSecret(
                        tenant,
                        id,
                        new SealedSecret(
                                UUID.randomUUID(),
                                id,
                                new Ciphertext(text.getBytes(StandardCharsets.UTF_8))),
                        at,
                        at.plus(overlap)));
    }

    private List<String> secrets(Instant at) {
        return run(tenant, webhooks.secrets(tenant, at)).stream()
                .map(sealed -> new String(sealed.ciphertext().bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<WebhookSubscription> all(TenantId tenant) {
        return run(tenant, webhooks.all(tenant));
    }

    private static <T> List<T> run(TenantId tenant, Flux<T> work) {
        return Objects.requireNonNull(
                database.get(UnitOfWork.class).run(tenant, work.collectList()).block());
    }

    private static <T> List<T> run(TenantId tenant, Mono<T> work) {
        return run(tenant, work.flux());
    }
}
