package io.leaddispatcher.adapter.postgres.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Deliveries.Claim;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.Deliveries.Lane;
import io.leaddispatcher.application.dispatch.port.Deliveries.Room;
import io.leaddispatcher.application.dispatch.port.Deliveries.Settling;
import io.leaddispatcher.application.dispatch.port.IdleTurns;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PostgresDeliveriesIT {

    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final int SHARE = 32;
    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Address MIA = new Address(Address.Kind.SLACK_USER, "U1");
    private static final Address HOOK = new Address(Address.Kind.WEBHOOK_SUBSCRIPTION, "feed");
    private static final Address MAIL = new Address(Address.Kind.EMAIL, "mia@x.test");

    private static TestDatabase database;
    private static Deliveries deliveries;
    private static Outbox outbox;

    private final SplittableRandom random = new SplittableRandom(1);
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
        tenant = database.newTenant();
    }

    @Test
    void aDeliveryComesBackAsItWasPlanned() {
        Delivery planned = plan(PAST);

        assertThat(claim(10)).containsExactly(new Claim(tenant, planned.id(), Channel.SLACK));
        Delivery found = held(planned.id()).delivery();

        assertThat(found.draft()).isEqualTo(planned.draft());
        assertThat(found.lead()).isEqualTo(planned.lead());
        assertThat(found.state()).isEqualTo(DeliveryState.SENDING);
        assertThat(found.attempts()).isZero();
    }

    @Test
    void whatIsNotCommittedIsSentByNobody() {
        UnitOfWork unitOfWork = database.get(UnitOfWork.class);
        // Not within the unit: another node.
        Mono<List<Claim>> sentMeanwhile =
                Mono.fromFuture(() -> deliveries.claim(room(10), HOLD).collectList().toFuture());

        assertThat(in(tenant, outbox.add(tenant, List.of(planned(PAST))).then(sentMeanwhile)))
                .isEmpty();
        assertThat(claim(10)).hasSize(1);
        assertThatThrownBy(() ->
                        unitOfWork
                                .run(
                                        tenant,
                                        outbox.add(tenant, List.of(planned(PAST)))
                                                .then(
                                                        Mono.error(
                                                                new IllegalStateException(
                                                                        "no assignment after all"))))
                                .block())
                .hasMessage("no assignment after all");
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void whatIsNotDueYetIsLeftAndWhatIsHeldIsHeldOnce() {
        plan(Instant.now().plusSeconds(3_600));
        plan(PAST);

        assertThat(claim(10)).hasSize(1);
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void whatIsHeldFromTheStartIsWhatAClaimWouldHaveRead() {
        Delivery due = planned(PAST);
        Delivery later = planned(Instant.now().plusSeconds(3_600));

        List<Held> added =
                in(tenant, outbox.addHeld(tenant, List.of(due, later), HOLD, IdleTurns.NONE));

        assertThat(added).containsExactly(held(due.id()));
        assertThat(list(DeliveryState.PENDING)).extracting(Delivery::id).containsOnly(later.id());
        assertThat(claim(10)).isEmpty();
        assertThat(settle(added.getFirst(), new Attempt.Delivered("C1/1.2"))).isTrue();
    }

    @Test
    void whatWasHeldFromTheStartByANodeThatDiedIsDueAgain() {
        Delivery due = planned(PAST);
        in(tenant, outbox.addHeld(tenant, List.of(due), HOLD, IdleTurns.NONE));
        database.executeAsSuperuser("update delivery set due_at = now() - interval '1 second'");

        assertThat(claim(10)).containsExactly(new Claim(tenant, due.id(), Channel.SLACK));
    }

    @Test
    void whatADeadNodeHeldIsDueAgainAndItsLateOutcomeIsRefused() {
        Delivery planned = plan(PAST);
        claim(10);
        Held first = held(planned.id());
        database.executeAsSuperuser("update delivery set due_at = now() - interval '1 second'");
        assertThat(in(tenant, deliveries.held(tenant, List.of(planned.id())).collectList()))
                .isEmpty();

        assertThat(claim(10)).hasSize(1);
        Held second = held(planned.id());

        Attempt delivered = new Attempt.Delivered("C1/1.2");
        assertThat(settle(first, delivered)).isFalse();
        assertThat(settle(second, delivered)).isTrue();
        assertThat(settle(second, delivered)).isFalse();
        Delivery after = list(null).getFirst();
        assertThat(after.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(after.reference()).isEqualTo("C1/1.2");
    }

    @Test
    void aDeliveryGoesItsWholeWayDiesAndComesBack() {
        Delivery planned = plan(PAST);
        claim(10);
        settle(held(planned.id()), new Attempt.WrongTarget(new Cause("users_not_found", "words")));
        Delivery mail = list(DeliveryState.RETRYING).getFirst();
        assertThat(mail.address()).isEqualTo(MAIL);
        assertThat(mail.lastError()).isEqualTo("users_not_found: words");

        claim(10);
        settle(held(planned.id()), new Attempt.WrongTarget(new Cause("smtp_550", "words")));
        Delivery dead = list(DeliveryState.DEAD).getFirst();
        assertThat(dead.attempts()).isEqualTo(2);
        assertThat(claim(10)).isEmpty();

        in(
                tenant,
                deliveries
                        .lock(tenant, dead.id())
                        .flatMap(found ->
                                deliveries
                                        .revive(tenant, found.replayed(Instant.now()), PAST)
                                        .thenReturn(true)));
        assertThat(claim(10)).hasSize(1);
        assertThat(held(planned.id()).delivery().address()).isEqualTo(MIA);
    }

    @Test
    void whatWaitsForItsNextTryIsDueWhenItIsBroughtBack() {
        Delivery planned = planned(PAST, HOOK);
        in(tenant, outbox.add(tenant, List.of(planned)).thenReturn(true));
        claim(10);
        settle(held(planned.id()), new Attempt.Retry(new Cause("status_500", "words")));
        assertThat(claim(10)).isEmpty();

        in(
                tenant,
                deliveries
                        .lock(tenant, planned.id())
                        .flatMap(found ->
                                deliveries
                                        .revive(tenant, found.replayed(Instant.now()), PAST)
                                        .thenReturn(true)));

        assertThat(claim(10)).hasSize(1);
    }

    @Test
    void manyNodesAtOnceShareTheWorkWithoutTakingAnythingTwice() {
        TenantId other = database.newTenant();
        for (TenantId each : List.of(tenant, other)) {
            in(
                    each,
                    outbox.add(each, IntStream.range(0, 200).mapToObj(_ -> planned(PAST)).toList())
                            .thenReturn(true));
        }

        List<Claim> claims =
                Objects.requireNonNull(
                        Flux.range(0, 40)
                                .flatMap(_ -> deliveries.claim(room(20), HOLD), 8)
                                .collectList()
                                .block());

        assertThat(new HashSet<>(claims)).hasSameSizeAs(claims);
        // A row that another claim has locked is passed over: the rest comes with the next one.
        assertThat(claims.size() + claim(1_000).size()).isEqualTo(400);
    }

    @Test
    void aMessageIsClaimedThoughThousandsOfAnothersHooksAndMailsAreDueBeforeIt() {
        TenantId busy = waiting(5_000, Channel.WEBHOOK, "1 hour");
        TenantId writing = waiting(5_000, Channel.EMAIL, "1 hour");
        Delivery message = plan(Instant.now());

        List<Claim> claims = claim(new Room(128, 64, SHARE, List.of()));

        assertThat(of(tenant, Channel.SLACK, claims))
                .extracting(Claim::delivery)
                .containsExactly(message.id());
        assertThat(of(busy, Channel.WEBHOOK, claims)).hasSize(SHARE);
        assertThat(of(writing, Channel.EMAIL, claims)).hasSize(SHARE);
    }

    @Test
    void whatHasNoLaneIsClaimedAsLongAsItIsDueWhoseverItIs() {
        TenantId many = waiting(300, Channel.SLACK, "1 hour");
        waiting(1, Channel.PUSH, "1 second");

        assertThat(of(many, Channel.SLACK, claim(new Room(128, 64, SHARE, List.of()))))
                .hasSize(128);
    }

    @Test
    void serversOfEachWorkspaceAreCalledThoughThousandsOfAnothersAreDueBeforeThem() {
        TenantId busy = waiting(5_000, Channel.WEBHOOK, "1 hour");
        TenantId other = waiting(100, Channel.WEBHOOK, "1 minute");
        TenantId quiet = waiting(1, Channel.CRM, "1 second");

        List<Claim> claims = claim(new Room(128, 60, SHARE, List.of()));

        assertThat(of(busy, Channel.WEBHOOK, claims)).hasSize(20);
        assertThat(of(other, Channel.WEBHOOK, claims)).hasSize(20);
        assertThat(of(quiet, Channel.CRM, claims)).hasSize(1);
    }

    @Test
    void whatIsUnderWayIsAPartOfTheShareOfItsLaneAndOfNoOther() {
        TenantId busy = waiting(100, Channel.WEBHOOK, "1 hour");
        Lane hooks = new Lane(busy, Channel.WEBHOOK);
        Lane writes = new Lane(busy, Channel.CRM);

        assertThat(claim(new Room(1, 64, SHARE, Collections.nCopies(SHARE, hooks)))).isEmpty();
        assertThat(claim(new Room(1, 64, SHARE, Collections.nCopies(SHARE - 3, hooks)))).hasSize(3);
        assertThat(claim(new Room(1, 64, SHARE, Collections.nCopies(SHARE, writes))))
                .hasSize(SHARE);
    }

    @Test
    void onlyWhatThereIsRoomForIsClaimed() {
        TenantId hooks = waiting(1, Channel.WEBHOOK, "1 hour");
        TenantId messages = waiting(1, Channel.SLACK, "1 hour");

        assertThat(claim(new Room(10, 0, SHARE, List.of())))
                .extracting(Claim::tenant)
                .containsExactly(messages);
        assertThat(claim(new Room(0, 10, SHARE, List.of())))
                .extracting(Claim::tenant)
                .containsExactly(hooks);
    }

    @Test
    void theListIsPagedNewestFirstAndShowsNothingOfOthers() {
        for (int i = 0; i < 5; i++) {
            plan(PAST);
        }
        List<Delivery> first = in(tenant, deliveries.list(tenant, null, null, 3).collectList());
        List<Delivery> second =
                in(tenant, deliveries.list(tenant, null, first.getLast().id(), 3).collectList());

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(first.getLast().id().value().toString())
                .isGreaterThan(second.getFirst().id().value().toString());
        TenantId other = database.newTenant();
        assertThat(in(other, deliveries.list(other, null, null, 10).collectList())).isEmpty();
        assertThat(in(other, deliveries.list(tenant, null, null, 10).collectList())).isEmpty();
        assertThatThrownBy(() ->
                        in(other, outbox.add(tenant, List.of(planned(PAST))).thenReturn(true)))
                .isInstanceOf(RuntimeException.class);
    }

    private Delivery plan(Instant due) {
        Delivery planned = planned(due);
        in(tenant, outbox.add(tenant, List.of(planned)).thenReturn(true));
        return planned;
    }

    private Delivery planned(Instant due) {
        return planned(due, MIA, MAIL);
    }

    private Delivery planned(Instant due, Address... route) {
        return Delivery.planned(
                new DeliveryId(new UUID(0x0189_0000_0000_7000L + ++ids, 0x8000_0000_0000_0000L)),
                DispatchMessages.LEAD,
                new DeliveryDraft("rep:mia", List.of(route), DispatchMessages.ana().document()),
                due);
    }

    private static List<Claim> claim(int atMost) {
        return claim(room(atMost));
    }

    private static List<Claim> claim(Room room) {
        return Objects.requireNonNull(deliveries.claim(room, HOLD).collectList().block());
    }

    private static Room room(int atMost) {
        return new Room(atMost, atMost, SHARE, List.of());
    }

    private static List<Claim> of(TenantId tenant, Channel channel, List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.lane().equals(new Lane(tenant, channel)))
                .toList();
    }

    /** A workspace with deliveries that have been due for so long. */
    private static TenantId waiting(int number, Channel channel, String since) {
        TenantId waiting = database.newTenant();
        database.executeAsSuperuser(
                """
                insert into delivery (tenant_id, id, recipient, route, step, channel, document, state, attempts, tries,
                                      due_at, paced)
                select '%s', gen_random_uuid(), 'x', '[]', 0, '%s', '{}', 'RETRYING', 1, 1,
                       now() - interval '%s' + n * interval '1 millisecond', false
                  from generate_series(1, %d) n
                """
                        .formatted(waiting, channel, since, number));
        return waiting;
    }

    private Held held(DeliveryId id) {
        return in(tenant, deliveries.held(tenant, List.of(id)).single());
    }

    private boolean settle(Held held, Attempt attempt) {
        Delivery after = held.delivery().after(attempt, Instant.now(), random);
        return in(
                tenant,
                deliveries
                        .settle(tenant, List.of(new Settling(held, after)), Instant.now())
                        .map(kept -> kept.contains(after.id())));
    }

    private List<Delivery> list(@Nullable DeliveryState state) {
        return in(tenant, deliveries.list(tenant, state, null, 10).collectList());
    }

    private static <T> T in(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
