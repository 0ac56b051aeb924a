package io.leaddispatcher.adapter.postgres.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.escalation.Unheard;
import io.leaddispatcher.application.escalation.Unheard.Cause;
import io.leaddispatcher.application.escalation.Untold;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.monitoring.port.Checks.Example;
import io.leaddispatcher.application.monitoring.port.Checks.Found;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Which escalations have reached nobody, and how often somebody is written to about it. */
class PostgresUnheardEscalationsIT {

    private static final Cause NOBODY = new Cause(Untold.NO_MANAGER_NOR_SLACK, "team:emea");
    private static final Cause OTHER = new Cause(Untold.GIVEN_UP, "rep:zoe");

    private static TestDatabase database;
    private static UnheardEscalations escalations;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        escalations = database.get(UnheardEscalations.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = database.newTenant();
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }

    private void keep(Unheard... unheard) {
        run(escalations.keep(tenant, List.of(unheard)).thenReturn(true));
    }

    private Found found() {
        return run(database.get(Checks.class).find(tenant, CheckKey.ESCALATION_UNHEARD, 10));
    }

    private Unheard unheard(UUID clock, LeadId lead, Cause cause, Instant since) {
        return new Unheard(clock, lead, cause, since);
    }

    /** A clock that is live. */
    private Unheard clock(Cause cause) {
        UUID lead = UUID.randomUUID();
        UUID clock = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                values ('%1$s', '%2$s', 'lead', 'ASSIGNED', '{}', '[]', '', now(), now());
                insert into sla_clock (tenant_id, id, lead_id, policy_key, target, plan, started_at, due_at, state, live,
                                       next_step, moving)
                values ('%1$s', '%3$s', '%2$s', 'hot', 'ACCEPTED', '{}', now(), now(), 'BREACHED', true, 1, false)
                """
                        .formatted(tenant, lead, clock));
        return unheard(clock, new LeadId(lead), cause, now);
    }

    @Test
    void itIsFoundWhileItsClockIsLiveAndNobodyWasTold() {
        Unheard one = clock(NOBODY);
        Unheard other = clock(OTHER);
        keep(one, other, unheard(UUID.randomUUID(), one.lead(), NOBODY, now));

        assertThat(found().count()).isEqualTo(2);
        assertThat(found().examples())
                .extracting(Example::id, Example::name, Example::detail)
                .contains(tuple(one.clock(), "team:emea", "NO_MANAGER_NOR_SLACK"));
        run(escalations.heard(tenant, List.of(one.clock())).thenReturn(true));
        assertThat(found().examples()).extracting(Example::id).containsExactly(other.clock());
        database.executeAsSuperuser(
                "update sla_clock set live = false where id = '%s'".formatted(other.clock()));
        assertThat(found().count()).isZero();
    }

    @Test
    void theLastCauseCountsAndTheFirstTime() {
        Unheard one = clock(NOBODY);
        keep(one);

        keep(
                unheard(one.clock(), one.lead(), NOBODY, now.plusSeconds(60)),
                unheard(one.clock(), one.lead(), OTHER, now.plusSeconds(60)));

        assertThat(run(escalations.take(tenant, Set.of(one.clock())).collectList()))
                .containsExactly(unheard(one.clock(), one.lead(), OTHER, now));
        assertThat(run(escalations.take(tenant, Set.of(one.clock())).collectList())).isEmpty();
    }

    @Test
    void whatIsOldIsForgotten() {
        Unheard old = clock(NOBODY);
        keep(unheard(old.clock(), old.lead(), NOBODY, now.minus(Duration.ofDays(15))));
        assertThat(found().count()).isZero();

        keep(clock(NOBODY));

        assertThat(run(escalations.take(tenant, Set.of(old.clock())).collectList())).isEmpty();
        assertThat(found().count()).isEqualTo(1);
    }

    @Test
    void aboutACauseSomebodyIsWrittenToOnceADay() {
        assertThat(run(escalations.due(tenant, Set.of(NOBODY), now))).containsExactly(NOBODY);
        assertThat(run(escalations.due(tenant, Set.of(NOBODY, OTHER), now.plusSeconds(86_399))))
                .containsExactly(OTHER);
        assertThat(run(escalations.due(tenant, Set.of(NOBODY, OTHER), now.plusSeconds(86_400))))
                .containsExactly(NOBODY);
    }

    @Test
    void anotherWorkspaceIsNobodysBusiness() {
        Unheard one = clock(NOBODY);
        keep(one);
        run(escalations.due(tenant, Set.of(NOBODY), now));
        tenant = database.newTenant();

        assertThat(found().count()).isZero();
        assertThat(run(escalations.take(tenant, Set.of(one.clock())).collectList())).isEmpty();
        assertThat(run(escalations.due(tenant, Set.of(NOBODY), now))).containsExactly(NOBODY);
    }
}
