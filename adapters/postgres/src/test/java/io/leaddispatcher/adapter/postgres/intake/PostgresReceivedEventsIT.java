package io.leaddispatcher.adapter.postgres.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Claim;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class PostgresReceivedEventsIT {

    private static final Duration HOLD = Duration.ofMinutes(2);
    private static final int SHARE = 32;

    private static TestDatabase database;
    private static ReceivedEvents events;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        events = database.get(ReceivedEvents.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.executeAsSuperuser("delete from inbound_event");
    }

    @Test
    void whoeverComesBehindThousandsOfAnotherWorkspaceIsTakenUpWithTheFirst() {
        TenantId busy = waiting(5_000, "1 hour");
        TenantId other = waiting(1, "1 second");

        List<Claim> claims = claim(64, List.of());

        assertThat(of(other, claims)).hasSize(1);
        assertThat(of(busy, claims)).hasSize(SHARE);
    }

    @Test
    void theLongestDueComeFirstAndHeldOnesAreHeldOnce() {
        waiting(40, "1 hour");
        List<Claim> first = claim(64, List.of());

        assertThat(first).hasSize(SHARE);
        assertThat(
                        database.count(
                                """
                                select min(substr(idempotency_key, 4)::integer) from inbound_event where due_at <= now()
                                """))
                .isEqualTo(SHARE + 1);
        assertThat(claim(64, List.of())).hasSize(8).doesNotContainAnyElementsOf(first);
    }

    @Test
    void eachGetsTheSamePartWhenManyWait() {
        List<TenantId> tenants =
                List.of(
                        waiting(100, "1 hour"),
                        waiting(100, "2 hours"),
                        waiting(100, "3 hours"),
                        waiting(100, "4 hours"));

        List<Claim> claims = claim(64, List.of());

        assertThat(tenants).allSatisfy(tenant -> assertThat(of(tenant, claims)).hasSize(16));
    }

    @Test
    void thoseWhoHaveWaitedLongestComeFirstWhenThereIsNotEnoughForAll() {
        TenantId late = waiting(1, "1 second");
        TenantId early = waiting(1, "1 hour");
        TenantId between = waiting(1, "1 minute");

        List<Claim> claims = claim(2, List.of());

        assertThat(claims)
                .extracting(Claim::tenant)
                .containsExactlyInAnyOrder(early, between)
                .doesNotContain(late);
    }

    @Test
    void whatIsUnderWayIsAPartOfTheShare() {
        TenantId busy = waiting(100, "1 hour");

        assertThat(claim(64, Collections.nCopies(SHARE - 3, busy))).hasSize(3);
        assertThat(claim(64, Collections.nCopies(SHARE, busy))).isEmpty();
    }

    @Test
    void manyNodesAtOnceTakeNothingTwice() {
        waiting(200, "1 hour");
        waiting(200, "1 minute");

        List<Claim> claims =
                Objects.requireNonNull(
                        Flux.range(0, 40)
                                .flatMap(_ -> events.claim(20, SHARE, List.of(), HOLD), 8)
                                .collectList()
                                .block());

        assertThat(claims).isNotEmpty();
        assertThat(new HashSet<>(claims)).hasSameSizeAs(claims);
    }

    @Test
    void whatIsPutOffWaitsAndHasNotFailed() {
        TenantId tenant = waiting(1, "1 hour");
        Claim claim = claim(1, List.of()).getFirst();

        putOff(tenant, claim, Instant.now().plusSeconds(3_600));
        assertThat(claim(1, List.of())).isEmpty();

        putOff(tenant, claim, Instant.now().minusSeconds(1));
        assertThat(claim(1, List.of())).containsExactly(claim);
        assertThat(
                        database.count(
                                "select count(*) from inbound_event where attempts = 0 and error is null"))
                .isOne();
    }

    private static void putOff(TenantId tenant, Claim claim, Instant due) {
        database.get(UnitOfWork.class)
                .run(tenant, events.putOff(tenant, claim.event(), due))
                .block();
    }

    private static List<Claim> of(TenantId tenant, List<Claim> claims) {
        return claims.stream().filter(claim -> claim.tenant().equals(tenant)).toList();
    }

    private static List<Claim> claim(int atMost, List<TenantId> underWay) {
        return Objects.requireNonNull(
                events.claim(atMost, SHARE, underWay, HOLD).collectList().block());
    }

    /** A workspace with events that have been due for so long, each a millisecond less. */
    private static TenantId waiting(int number, String since) {
        TenantId tenant = database.newTenant();
        database.executeAsSuperuser(
                """
                insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash, content_type,
                                           raw, received_at, state, due_at)
                select '%s', gen_random_uuid(), 'hubspot-main', 'hubspot', 'key' || n, '', 'application/json',
                       '{}', now(), 'RECEIVED', now() - interval '%s' + n * interval '1 millisecond'
                  from generate_series(1, %d) n
                """
                        .formatted(tenant, since, number));
        return tenant;
    }
}
