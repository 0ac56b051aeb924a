package io.leaddispatcher.adapter.postgres.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.dispatch.port.Cards;
import io.leaddispatcher.application.dispatch.port.Cards.Card;
import io.leaddispatcher.application.dispatch.port.Cards.Fate;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Deliveries.Room;
import io.leaddispatcher.application.dispatch.port.Deliveries.Settling;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.slack.port.ToldOffers;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of messages about offers when their leads move. */
class MovedLeadsIT {

    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID OFFER = UUID.fromString("01890000-0000-7000-8000-0000000000a1");
    private static final UUID OTHER = UUID.fromString("01890000-0000-7000-8000-0000000000a2");
    private static final Address MIA = new Address(Address.Kind.SLACK_USER, "U1");
    private static final Address MAIL = new Address(Address.Kind.EMAIL, "mia@x.test");

    private static TestDatabase database;
    private static Deliveries deliveries;
    private static Outbox outbox;

    private TenantId tenant = new TenantId(new UUID(0, 0));
    private long ids;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        deliveries = database.get(Deliveries.class);
        outbox = database.get(Outbox.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newTenant() {
        database.executeAsSuperuser("delete from delivery");
        database.executeAsSuperuser("delete from assignment");
        tenant = database.newTenant();
    }

    @Test
    void whatWaitsToBeSentOfAnOfferThatIsOverIsTakenBack() {
        assignment(OFFER, "mia", "REASSIGNED");
        plan(MIA, Map.of(), PAST);
        plan(MAIL, Map.of(), PAST);
        plan(MIA, Map.of("reminder", "later", "snoozed", true), Instant.now().plusSeconds(3_600));
        Delivery gone = planOther();

        moved();

        assertThat(list()).extracting(Delivery::id).containsExactly(gone.id());
    }

    @Test
    void whatWaitsToBeSentOfAnOfferThatIsOpenIsSent() {
        assignment(OFFER, "mia", "ACCEPTED");
        Delivery card = plan(MIA, Map.of(), PAST);
        plan(MIA, Map.of("reminder", "later", "snoozed", true), Instant.now().plusSeconds(3_600));

        moved();

        assertThat(list()).hasSize(3);
        assertThat(changes()).as("of the reminder there is nothing to change yet").hasSize(1);
        assertThat(changes().getFirst().address().value()).isEqualTo(card.id().toString());
    }

    @Test
    void whatIsSentLaterThanItIsAcceptedIsChangedOnceItIsSent() {
        assignment(OFFER, "mia", "ACCEPTED");
        // Whoever wants no messages at night gets them in the morning.
        Instant morning = Instant.now().plusSeconds(7 * 3_600).truncatedTo(ChronoUnit.MILLIS);
        Delivery card = plan(MIA, Map.of(), morning);
        Delivery reminder = plan(MIA, Map.of("reminder", "later", "snoozed", true), morning);

        moved();

        assertThat(changes())
                .extracting(each -> each.address().value(), Delivery::dueAt)
                .containsExactly(tuple(card.id().toString(), morning));
        assertThat(list()).extracting(Delivery::id).contains(reminder.id());
    }

    @Test
    void oneChangeWaitsForAMessageHoweverOftenItsLeadMoves() {
        assignment(OFFER, "mia", "ACCEPTED");
        Delivery card = delivered();
        moved();
        moved();

        assertThat(changes()).hasSize(1);
        Delivery change = changes().getFirst();
        assertThat(change.address())
                .isEqualTo(new Address(Address.Kind.SLACK_CARD, card.id().toString()));
        assertThat(change.draft().recipient()).isEqualTo("rep:mia");

        // One that is being sent may have read what held before.
        assertThat(deliveries.claim(new Room(10, 10, 10, List.of()), HOLD).collectList().block())
                .hasSize(1);
        moved();
        assertThat(changes()).hasSize(2);
    }

    @Test
    void aMessageTellsWhatHasBecomeOfItsOfferAndWhoHasTheLead() {
        assignment(OFFER, "mia", "DECLINED");
        assignment(OTHER, "ben", "OFFERED");
        Delivery card = delivered();

        Card found = in(database.get(Cards.class).find(tenant, card.id()));

        assertThat(found.delivery().reference()).isEqualTo("D1/1.2");
        Fate fate = Objects.requireNonNull(found.fate());
        assertThat(fate.state()).isEqualTo(AssignmentState.DECLINED);
        assertThat(fate.rep()).isEqualTo(new RepKey("mia"));
        assertThat(fate.holder()).isEqualTo(new RepKey("ben"));
    }

    @Test
    void aMessageToATeamTellsWhoOfThoseThatWereAskedHasIt() {
        asked(OFFER, "mia", "EXPIRED");
        asked(OTHER, "ben", "OFFERED");
        Delivery card = delivered("team:all");
        assertThat(fate(card).rep()).as("it is open still").isEqualTo(new RepKey("ben"));

        database.executeAsSuperuser(
                "update assignment set state = 'ACCEPTED', accepted_at = now() where rep_key = 'ben'");

        assertThat(fate(card).state()).isEqualTo(AssignmentState.ACCEPTED);
        assertThat(fate(card).rep()).isEqualTo(new RepKey("ben"));
        assertThat(fate(delivered("rep:mia")).state())
                .as("a rep's own message tells of the rep's own offer")
                .isEqualTo(AssignmentState.EXPIRED);
    }

    @Test
    void aMessageToATeamIsSentWhileAnyOfThoseWhoWereAskedMayTakeIt() {
        asked(OFFER, "mia", "DECLINED");
        asked(OTHER, "ben", "OFFERED");
        Delivery card = plan("team:all", MIA, Map.of(), PAST);
        plan(MIA, Map.of(), PAST);

        moved();
        assertThat(list())
                .filteredOn(each -> each.address().kind() != Address.Kind.SLACK_CARD)
                .extracting(Delivery::id)
                .containsExactly(card.id());

        database.executeAsSuperuser("update assignment set state = 'EXPIRED'");
        moved();
        assertThat(list())
                .filteredOn(each -> each.address().kind() != Address.Kind.SLACK_CARD)
                .isEmpty();
    }

    private Fate fate(Delivery card) {
        return Objects.requireNonNull(in(database.get(Cards.class).find(tenant, card.id())).fate());
    }

    /** One of several who were asked at once. */
    private void asked(UUID id, String rep, String state) {
        assignment(id, rep, state);
        database.executeAsSuperuser(
                "update assignment set broadcast = true, run_id = '%s' where id = '%s'"
                        .formatted(OFFER, id));
    }

    @Test
    void anotherTenantsMessagesAreNobodyElses() {
        assignment(OFFER, "mia", "REASSIGNED");
        Delivery card = delivered();
        Delivery waiting = plan(MAIL, Map.of(), PAST);
        TenantId mine = tenant;
        tenant = database.newTenant();

        moved();

        assertThat(list()).isEmpty();
        assertThat(
                        database.get(UnitOfWork.class)
                                .run(tenant, database.get(Cards.class).find(tenant, card.id()))
                                .block())
                .isNull();
        tenant = mine;
        assertThat(list()).extracting(Delivery::id).contains(card.id(), waiting.id());
    }

    @Test
    void theFirstMessageOfAnOfferIsFoundAndRemindersAreForgotten() {
        assignment(OFFER, "mia", "OFFERED");
        Delivery card = delivered();
        plan(MIA, Map.of("reminder", "later", "snoozed", true), Instant.now().plusSeconds(3_600));
        ToldOffers told = database.get(ToldOffers.class);

        assertThat(in(told.first(tenant, OFFER)).id()).isEqualTo(card.id());
        in(told.forgetReminders(tenant, OFFER).thenReturn(true));

        assertThat(list()).extracting(Delivery::id).containsExactly(card.id());
    }

    @Test
    void nobodyIsRemindedOfAnOfferThatEndsMeanwhile() throws SQLException {
        assignment(OFFER, "mia", "ACCEPTED");
        delivered();
        CompletableFuture<Boolean> found;
        try (var moving = database.superuser();
                var statement = moving.createStatement()) {
            moving.setAutoCommit(false);
            statement.execute("update assignment set state = 'REASSIGNED'");
            found =
                    CompletableFuture.supplyAsync(() ->
                            in(database.get(ToldOffers.class).first(tenant, OFFER).hasElement()));
            await().during(Duration.ofMillis(200)).until(() -> !found.isDone());
            moving.commit();
        }

        assertThat(found.join()).isFalse();
    }

    @Test
    void whoeverWasNeverToldOfAnOfferDoesNotHearThatItIsGone() {
        assignment(OFFER, "mia", "EXPIRED");
        plan(MIA, Map.of(), PAST);
        moved();

        goneOf(OFFER);

        assertThat(list()).isEmpty();
    }

    @Test
    void whoeverWasToldHearsItOnceHoweverOftenItMovesThen() {
        assignment(OFFER, "mia", "EXPIRED");
        Delivery card = delivered();

        Delivery gone = goneOf(OFFER);
        goneOf(OTHER);

        assertThat(list()).extracting(Delivery::id).containsExactlyInAnyOrder(card.id(), gone.id());
    }

    @Test
    void whoeverTookItWithoutAMessageHearsItToo() {
        assignment(OFFER, "mia", "REASSIGNED");
        database.executeAsSuperuser("update assignment set accepted_at = now()");

        Delivery gone = goneOf(OFFER);

        assertThat(list()).extracting(Delivery::id).containsExactly(gone.id());
    }

    @Test
    void whoeverHasItAgainDoesNotHearThatItWasGone() {
        assignment(OFFER, "mia", "EXPIRED");
        Delivery card = delivered();
        goneOf(OFFER);
        assignment(OTHER, "mia", "OFFERED");

        moved();

        assertThat(list())
                .filteredOn(each -> each.address().kind() != Address.Kind.SLACK_CARD)
                .extracting(Delivery::id)
                .containsExactly(card.id());
    }

    /** Says that the lead, which was offered so, is somebody else's. */
    private Delivery goneOf(UUID offer) {
        Map<String, Object> document = new HashMap<>(DispatchMessages.gone("moved").document());
        document.put(DeliveryDraft.IF_TOLD_OF, offer.toString());
        return add("rep:mia", MIA, document, PAST);
    }

    private void assignment(UUID id, String rep, String state) {
        database.executeAsSuperuser(
                """
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, offered_at)
                values ('%s', '%s', '%s', '%s', '%s', 'HIGH', '%s', now())
                """
                        .formatted(tenant, id, DispatchMessages.LEAD, id, rep, state));
    }

    private Delivery plan(Address to, Map<String, Object> more, Instant due) {
        return plan("rep:mia", to, more, due);
    }

    private Delivery plan(String recipient, Address to, Map<String, Object> more, Instant due) {
        Map<String, Object> document = new HashMap<>(DispatchMessages.ana().document());
        document.putAll(more);
        return add(recipient, to, document, due);
    }

    /** Says that the lead is somebody else's; it is about no offer. */
    private Delivery planOther() {
        return add("rep:mia", MIA, DispatchMessages.gone("moved").document(), PAST);
    }

    private Delivery add(String recipient, Address to, Map<String, Object> document, Instant due) {
        Delivery planned =
                Delivery.planned(
                        new DeliveryId(
                                new UUID(0x0189_0000_0000_7000L + ++ids, 0x8000_0000_0000_0000L)),
                        DispatchMessages.LEAD,
                        new DeliveryDraft(recipient, List.of(to), document),
                        due);
        in(outbox.add(tenant, List.of(planned)).thenReturn(true));
        return planned;
    }

    private Delivery delivered() {
        return delivered("rep:mia");
    }

    private Delivery delivered(String recipient) {
        Delivery card = plan(recipient, MIA, Map.of(), PAST);
        assertThat(deliveries.claim(new Room(10, 10, 10, List.of()), HOLD).collectList().block())
                .isNotEmpty();
        Deliveries.Held held = in(deliveries.held(tenant, List.of(card.id())).single());
        Delivery after =
                held.delivery()
                        .after(
                                new Attempt.Delivered("D1/1.2"),
                                Instant.now(),
                                new SplittableRandom(1));
        in(deliveries.settle(tenant, List.of(new Settling(held, after)), Instant.now()));
        assertThat(after.state()).isEqualTo(DeliveryState.DELIVERED);
        return after;
    }

    private void moved() {
        in(outbox.moved(tenant, List.of(DispatchMessages.LEAD)).thenReturn(true));
    }

    private List<Delivery> changes() {
        return list().stream()
                .filter(each -> each.address().kind() == Address.Kind.SLACK_CARD)
                .toList();
    }

    private List<Delivery> list() {
        return in(deliveries.list(tenant, null, null, 10).collectList());
    }

    private <T> T in(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
