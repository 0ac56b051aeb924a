package io.leaddispatcher.adapter.postgres.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place;
import io.leaddispatcher.application.sla.port.LeadClock.Place.Waiting;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.Portion.These;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.ClockTime;
import io.leaddispatcher.domain.sla.Escalation;
import io.leaddispatcher.domain.sla.EscalationAction;
import io.leaddispatcher.domain.sla.SlaClock;
import io.leaddispatcher.domain.sla.SlaPolicy;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.domain.sla.SlaTime;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Clocks that are due, and where their leads are. */
class PostgresSlaClocksIT {

    private static final Instant LONG_AGO = Instant.parse("2026-11-25T11:00:00Z");

    private static TestDatabase database;
    private static SlaClocks clocks;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        clocks = database.get(SlaClocks.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = database.newTenant();
    }

    @Test
    void oneThatCannotBeReadIsNamedAndLeavesTheOthersToBeClaimed() {
        LeadClock bad = clock(with(), EscalationAction.REMIND);
        LeadClock good = clock(with(), EscalationAction.REMIND);
        database.executeAsSuperuser(
                "update sla_clock set plan = '{}' where id = '%s'".formatted(bad.id()));

        assertThatThrownBy(() -> run(clocks.claim(tenant, new First<>(10))))
                .isInstanceOf(RuntimeException.class);

        assertThat(run(clocks.due(tenant, false, 10).collectList()))
                .containsExactlyInAnyOrder(bad.id(), good.id());
        assertThat(due(clocks.claim(tenant, new These<>(List.of(good.id())))))
                .containsExactly(good);
    }

    @Test
    void ofThoseThatAreNamedOnlyThoseAreClaimedThatAreDue() {
        LeadClock one = clock(with(), EscalationAction.REMIND);
        LeadClock moving = clock(with(), EscalationAction.REASSIGN);
        List<UUID> both = List.of(one.id(), moving.id());

        assertThat(due(clocks.claim(tenant, new These<>(both)))).containsExactly(one);
        assertThat(due(clocks.claimMoving(tenant, new These<>(both)))).containsExactly(moving);
        assertThat(run(clocks.toBeMoved(tenant, new These<>(both)).collectList()))
                .containsExactly(moving.lead());
        assertThat(run(clocks.claimMoving(tenant, new These<>(List.of(one.id()))))).isNull();
        assertThat(due(clocks.claimMoving(tenant, new First<>(10)))).containsExactly(moving);
    }

    @Test
    void whoClaimsLearnsByWhichTimeTheyAreDue() {
        clock(with(), EscalationAction.REMIND);
        Instant before = Instant.now().minus(Duration.ofMinutes(1));

        Claimed<LeadClock> claimed =
                Objects.requireNonNull(run(clocks.claim(tenant, new First<>(10))));

        assertThat(claimed.seenAt()).isBetween(before, Instant.now().plus(Duration.ofMinutes(1)));
    }

    @Test
    void aClockOfALeadThatWaitsIsInTheQueueInWhichTheLeadIsByNow() {
        LeadClock waiting = clock(new Waiting(new QueueKey("day")), EscalationAction.REMIND);
        assertThat(place(waiting)).isEqualTo(new Waiting(new QueueKey("day")));

        database.executeAsSuperuser(
                "update lead set queue_key = 'night' where id = '%s'"
                        .formatted(waiting.lead().value()));
        assertThat(place(waiting)).isEqualTo(new Waiting(new QueueKey("night")));

        database.executeAsSuperuser(
                "update lead set queue_key = null where id = '%s'"
                        .formatted(waiting.lead().value()));
        assertThat(place(waiting)).isEqualTo(new Waiting(null));
    }

    @Test
    void aClockOfALeadThatSomebodyHasIsTheirs() {
        LeadClock waiting = clock(new Waiting(new QueueKey("day")), EscalationAction.REMIND);
        With with = with();

        run(clocks.save(tenant, List.of(waiting.at(with))));

        assertThat(place(waiting)).isEqualTo(with);
    }

    private Place place(LeadClock clock) {
        return Objects.requireNonNull(run(clocks.live(tenant, List.of(clock.lead())).single()))
                .place();
    }

    private static With with() {
        return new With(UUID.randomUUID(), new RepKey("mia"));
    }

    /** Whose first step is due long since. */
    private LeadClock clock(Place place, EscalationAction first) {
        LeadId lead = new LeadId(UUID.randomUUID());
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, queue_key, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', 'QUEUED', 'day', '{}', '[]', '', now(), now())
                """
                        .formatted(tenant, lead.value()));
        SlaPolicy policy =
                new SlaPolicy(
                        new SlaPolicyKey("hot"),
                        "Hot",
                        Map.of(SlaTarget.ACCEPTED, Duration.ofMinutes(10)),
                        SlaTime.CALENDAR,
                        List.of(
                                new Escalation(
                                        SlaTarget.ACCEPTED, new Escalation.Point.Share(50), first)),
                        3);
        LeadClock clock =
                new LeadClock(
                        UUID.randomUUID(),
                        lead,
                        place,
                        0,
                        SlaClock.start(
                                        policy,
                                        SlaTarget.ACCEPTED,
                                        new ClockTime.Calendar(),
                                        ZoneId.of("Europe/Berlin"),
                                        LONG_AGO)
                                .orElseThrow());
        run(clocks.add(tenant, List.of(clock)));
        return clock;
    }

    private List<LeadClock> due(Mono<Claimed<LeadClock>> claim) {
        return Objects.requireNonNull(run(claim)).due();
    }

    private <T> @Nullable T run(Mono<T> work) {
        return database.get(UnitOfWork.class).run(tenant, work).block();
    }
}
