package io.leaddispatcher.adapter.postgres.dispatch;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.dispatch.Turns;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.dispatch.port.Paces;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class PostgresPacesIT {
    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final Address BEN = new Address(Address.Kind.SLACK_USER, "U2");
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
        tenant = database.newTenant();
    }

    @Test
    void paceIsRememberedAndNeverGoesBack() {
        Paces paces = database.get(Paces.class);
        Instant later = Instant.parse("2026-11-21T09:30:05Z");
        assertThat(in(tenant, paces.lock(tenant, Set.of("SLACK", "SLACK:U1"))))
                .containsEntry("SLACK:U1", Instant.EPOCH);

        in(tenant, paces.keep(tenant, Map.of("SLACK:U1", later)).thenReturn(true));
        in(tenant, paces.keep(tenant, Map.of("SLACK:U1", PAST, "X", PAST)).thenReturn(true));

        assertThat(in(tenant, paces.lock(tenant, Set.of("SLACK:U1", "X"))))
                .isEqualTo(Map.of("SLACK:U1", later, "X", PAST));
    }

    @Test
    void aPaceThatStartsOverDoesSoForItsLaneAlone() {
        Paces paces = database.get(Paces.class);
        Instant later = Instant.parse("2026-11-21T09:30:05Z");
        in(
                tenant,
                paces.keep(tenant, Map.of("SLACK:U1", later, "SLACK_CARD:", later, "SLACK", later))
                        .thenReturn(true));

        in(tenant, paces.startOver(tenant, "SLACK:", PAST).thenReturn(true));

        assertThat(in(tenant, paces.lock(tenant, Set.of("SLACK:U1", "SLACK_CARD:", "SLACK"))))
                .isEqualTo(Map.of("SLACK:U1", PAST, "SLACK_CARD:", later, "SLACK", later));
    }

    @Test
    void anAddressThatIsIdleHasItsTurnTakenWithWhatIsAdded() {
        Paces paces = database.get(Paces.class);
        Instant busy = NOW.plusSeconds(1);
        in(tenant, paces.keep(tenant, Map.of("SLACK:U1", NOW, "SLACK:U2", busy)).thenReturn(true));
        Delivery idle = planned(MIA);
        Delivery waits = planned(BEN);
        Delivery fresh = planned(new Address(Address.Kind.SLACK_USER, "U3"));

        assertThat(paced(List.of(idle, waits, fresh))).containsExactlyInAnyOrder(idle, fresh);
        assertThat(memories())
                .isEqualTo(Map.of("SLACK:U1", busy, "SLACK:U2", busy, "SLACK:U3", busy));

        // Another node at the same instant.
        assertThat(paced(List.of(planned(MIA)))).isEmpty();
        assertThat(memories()).containsEntry("SLACK:U1", busy);
    }

    @Test
    void noTurnIsTakenInALaneThatIsHeldBack() {
        Paces paces = database.get(Paces.class);
        in(tenant, paces.keep(tenant, Map.of("SLACK", NOW.plusMillis(1))).thenReturn(true));

        assertThat(paced(List.of(planned(MIA)))).isEmpty();
        assertThat(memories()).isEmpty();

        database.executeAsSuperuser("update dispatch_pace set until = '%s'".formatted(NOW));
        assertThat(paced(List.of(planned(MIA)))).hasSize(1);
    }

    /** Those whose turns are taken, as they are added at {@link #NOW}. */
    private List<Delivery> paced(List<Delivery> planned) {
        List<Held> held =
                in(
                        tenant,
                        outbox.addHeld(
                                tenant, planned, Duration.ofMinutes(1), Turns.idle(planned, NOW)));
        assertThat(held).hasSize(planned.size());
        List<Delivery> kept = in(tenant, deliveries.list(tenant, null, null, 10).collectList());
        Set<DeliveryId> paced =
                held.stream()
                        .map(Held::delivery)
                        .filter(Delivery::paced)
                        .map(Delivery::id)
                        .collect(toSet());
        assertThat(
                        kept.stream()
                                .filter(one ->
                                        planned.stream().anyMatch(p -> p.id().equals(one.id())))
                                .filter(Delivery::paced)
                                .map(Delivery::id))
                .containsExactlyInAnyOrderElementsOf(paced);
        return planned.stream().filter(one -> paced.contains(one.id())).toList();
    }

    private Map<String, Instant> memories() {
        return in(
                        tenant,
                        database.get(Paces.class)
                                .lock(tenant, Set.of("SLACK:U1", "SLACK:U2", "SLACK:U3")))
                .entrySet()
                .stream()
                .filter(one -> !one.getValue().equals(Instant.EPOCH))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void turnsThatAreLostAreTakenAnewInTheirOrder() {
        Delivery last = waitsForItsTurn(MIA, 30, "PENDING");
        Delivery first = waitsForItsTurn(MIA, 10, "PENDING");
        Delivery second = waitsForItsTurn(MIA, 20, "RETRYING");
        Delivery sending = waitsForItsTurn(MIA, 20, "SENDING");
        Delivery other = waitsForItsTurn(new Address(Address.Kind.SLACK_CARD, "1"), 20, "PENDING");
        Instant until = PAST.plus(Duration.ofMinutes(1));

        in(
                tenant,
                deliveries
                        .loseTurns(tenant, Set.of(Address.Kind.SLACK_USER), until)
                        .thenReturn(true));

        List<Delivery> all = in(tenant, deliveries.list(tenant, null, null, 10).collectList());
        assertThat(all.stream().filter(each -> !each.paced()).toList())
                .extracting(Delivery::id)
                .containsExactlyInAnyOrder(first.id(), second.id(), last.id());
        assertThat(
                        all.stream()
                                .filter(each -> !each.paced())
                                .sorted(Comparator.comparing(Delivery::dueAt))
                                .toList())
                .extracting(Delivery::id)
                .containsExactly(first.id(), second.id(), last.id());
        assertThat(all)
                .filteredOn(each -> !each.paced())
                .allSatisfy(each -> assertThat(each.dueAt()).isBetween(until, until.plusMillis(1)));
        assertThat(all.stream().filter(Delivery::paced).toList())
                .extracting(Delivery::id)
                .containsExactlyInAnyOrder(sending.id(), other.id());
    }

    private Delivery waitsForItsTurn(Address address, int seconds, String state) {
        Delivery planned = planned(address);
        in(tenant, outbox.add(tenant, List.of(planned)).thenReturn(true));
        database.executeAsSuperuser(
                "update delivery set paced = true, state = '%s', due_at = '%s' where id = '%s'"
                        .formatted(state, PAST.plusSeconds(seconds), planned.id()));
        return planned;
    }

    /** What a crash may take of it is made good by the peer, and by holds that lapse. */
    @Test
    void takingTurnsDoesNotWaitForTheDisk() {
        DatabaseClient client = database.get(DatabaseClient.class);
        Mono<String> whatCommitsWaitFor =
                client.sql("show synchronous_commit").mapValue(String.class).one();
        Mono<String> asInProduction =
                client.sql("select set_config('synchronous_commit', 'on', true)")
                        .mapValue(String.class)
                        .one();
        Mono<Map<String, Instant>> turns =
                database.get(Paces.class).lock(tenant, Set.of("SLACK", "SLACK:U2"));

        assertThat(in(tenant, asInProduction.then(turns).then(whatCommitsWaitFor)))
                .isEqualTo("off");
    }

    private Delivery planned(Address address) {
        return Delivery.planned(
                new DeliveryId(new UUID(0x0189_0000_0000_7000L + ++ids, 0x8000_0000_0000_0000L)),
                DispatchMessages.LEAD,
                new DeliveryDraft(
                        "rep:mia", List.of(address, MAIL), DispatchMessages.ana().document()),
                PAST);
    }

    private static <T> T in(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
