package io.leaddispatcher.adapter.postgres.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Asked;
import io.leaddispatcher.application.assignment.port.Assignments.Ended;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.assignment.port.Assignments.Taken;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Offers of those who leave, which lapse and no others, and who did not take what. */
class PostgresAssignmentsIT {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");

    private static TestDatabase database;
    private static Assignments assignments;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        assignments = database.get(Assignments.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void makeTenant() {
        tenant = database.newTenant();
    }

    @Test
    void whatIsOfferedToWhoLeavesLapsesWithAndWithoutAnEndOfItsOwn() {
        Offer endless = offer(MIA, null);
        Offer ending = offer(MIA, Instant.now().plus(Duration.ofHours(1)));

        run(assignments.lapse(tenant, Set.of(MIA)));

        assertThat(lapsed()).containsExactlyInAnyOrder(endless.lead(), ending.lead());
    }

    @Test
    void whatIsOfferedToOthersStaysOpen() {
        offer(MIA, null);
        Offer bens = offer(BEN, null);

        run(assignments.lapse(tenant, Set.of(MIA)));

        assertThat(lapsed()).doesNotContain(bens.lead());
        assertThat(end(bens)).isNull();
    }

    @Test
    void whatWasAcceptedStaysAsItIs() {
        Offer accepted = offer(MIA, null);
        run(
                assignments.accept(
                        tenant, List.of(new Taken(accepted.id(), List.of())), Instant.now()));

        run(assignments.lapse(tenant, Set.of(MIA)));

        assertThat(lapsed()).isEmpty();
        assertThat(end(accepted)).isNull();
    }

    @Test
    void whatHasLapsedBeforeKeepsItsPlaceInTheLine() {
        Instant before = Instant.parse("2020-11-25T11:00:00Z");
        Offer late = offer(MIA, before);

        run(assignments.lapse(tenant, Set.of(MIA, BEN)));

        assertThat(end(late)).isEqualTo(before);
    }

    @Test
    void anotherTenantsRepOfTheSameKeyHasNotLeft() {
        TenantId here = tenant;
        tenant = database.newTenant();
        Offer theirs = offer(MIA, null);

        unitOfWork(here, assignments.lapse(here, Set.of(MIA)));

        assertThat(end(theirs)).isNull();
    }

    @Test
    void whenATurnWasGivenBackStaysUntilAnotherOneIs() {
        PoolKey sales = new PoolKey("sales");
        PoolKey support = new PoolKey("support");
        Instant monday = Instant.parse("2026-11-23T11:00:00Z");
        Instant tuesday = Instant.parse("2026-11-24T11:00:00Z");
        Offer offer = offer(MIA, null);

        assertThat(givenBackAt(offer)).isNull();
        run(assignments.givenBack(tenant, offer.id(), Set.of(sales), monday));
        assertThat(givenBackAt(offer)).isEqualTo(monday);
        run(assignments.givenBack(tenant, offer.id(), Set.of(), tuesday));
        assertThat(givenBackAt(offer)).isEqualTo(monday);
        run(assignments.givenBack(tenant, offer.id(), Set.of(sales, support), tuesday));
        assertThat(givenBackAt(offer)).isEqualTo(tuesday);
    }

    private @Nullable Instant givenBackAt(Offer offer) {
        return Objects.requireNonNull(run(assignments.latest(tenant, offer.lead()))).givenBackAt();
    }

    @Test
    void whoLostAnOfferToSomebodyElseIsToldApartFromWhoDeclinedIt() {
        Offer declined = offer(MIA, null);
        Offer lost = offer(declined.lead(), declined.run(), BEN);
        run(
                assignments.end(
                        tenant,
                        List.of(
                                new Ended(declined.id(), AssignmentState.DECLINED, "no", false),
                                new Ended(lost.id(), AssignmentState.EXPIRED, "taken", true)),
                        Instant.now()));

        assertThat(asked(declined.lead())).isEqualTo(new Asked(Set.of(MIA), Set.of(BEN)));
    }

    @Test
    void withTheRunOfANewEventNobodyHasDeclinedAnyMore() {
        Offer declined = offer(MIA, null);
        run(
                assignments.end(
                        tenant,
                        List.of(new Ended(declined.id(), AssignmentState.DECLINED, "no", false)),
                        Instant.now()));
        database.executeAsSuperuser(
                """
                insert into routing_run (tenant_id, id, lead_id, kind, policy_version, cause, decided_at, result, trace)
                values ('%s', 'ffffffff-ffff-4fff-bfff-ffffffffffff', '%s', 'lead', 1, 'INTAKE', now(), 'QUEUED', '{}')
                """
                        .formatted(tenant, declined.lead()));

        assertThat(asked(declined.lead())).isEqualTo(new Asked(Set.of(), Set.of(MIA)));
    }

    private @Nullable Asked asked(LeadId lead) {
        return Objects.requireNonNull(run(assignments.asked(tenant, List.of(lead)))).get(lead);
    }

    private Offer offer(RepKey rep, @Nullable Instant expiresAt) {
        return offer(new LeadId(UUID.randomUUID()), UUID.randomUUID(), rep, false, expiresAt);
    }

    /** To one of several. */
    private Offer offer(LeadId lead, UUID run, RepKey rep) {
        return offer(lead, run, rep, true, null);
    }

    private Offer offer(
            LeadId lead, UUID run, RepKey rep, boolean broadcast, @Nullable Instant expiresAt) {
        Offer offer =
                new Offer(
                        UUID.randomUUID(),
                        lead,
                        run,
                        rep,
                        null,
                        null,
                        null,
                        Priority.STANDARD,
                        List.of(),
                        List.of(),
                        broadcast,
                        Instant.parse("2026-11-25T10:00:00Z"),
                        expiresAt,
                        null);
        run(assignments.add(tenant, List.of(offer)));
        return offer;
    }

    private Set<LeadId> lapsed() {
        return Objects.requireNonNull(run(assignments.lapsed(tenant, new First<>(10), false)));
    }

    private @Nullable Instant end(Offer offer) {
        return Objects.requireNonNull(run(assignments.latest(tenant, offer.lead())))
                .offer()
                .expiresAt();
    }

    private <T> @Nullable T run(Mono<T> work) {
        return unitOfWork(tenant, work);
    }

    private static <T> @Nullable T unitOfWork(TenantId of, Mono<T> work) {
        return database.get(UnitOfWork.class).run(of, work).block();
    }
}
