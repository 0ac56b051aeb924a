package io.leaddispatcher.adapter.postgres.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.ScheduledPublish;
import io.leaddispatcher.application.policy.ScheduledPublish.End;
import io.leaddispatcher.application.policy.port.PublishSchedules;
import io.leaddispatcher.application.policy.port.PublishSchedules.Due;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import reactor.core.scheduler.Schedulers;

class PostgresPublishSchedulesIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private static TestDatabase database;
    private static PublishSchedules schedules;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        schedules = database.get(PublishSchedules.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aFreshTenant() {
        tenant = database.newTenant();
    }

    @Test
    void whatWaitsIsListedByItsTimeAndWhatEndedAfterIt() {
        ScheduledPublish late = added(7200);
        ScheduledPublish soon = added(3600);
        ScheduledPublish failed = ended(added(60), new End.Failed(now, "It did not fit."));
        ScheduledPublish published = ended(added(60), new End.Published(now.plusSeconds(1), 8));
        ScheduledPublish cancelled = ended(added(60), new End.Cancelled(now.plusSeconds(2)));

        assertThat(list(PolicyKind.LEAD, 20))
                .containsExactly(soon, late, cancelled, published, failed);
        assertThat(list(PolicyKind.LEAD, 1)).containsExactly(soon, late, cancelled);
        assertThat(list(PolicyKind.CALL, 20)).isEmpty();
    }

    @Test
    void theDatabasesClockSaysWhatIsOver() {
        assertThat(run(schedules.add(tenant, scheduled(-1)))).isFalse();
        assertThat(list(PolicyKind.LEAD, 20)).isEmpty();
    }

    @Test
    void whatIsDueIsClaimedByOneAndOnce() {
        ScheduledPublish due = added(3600);
        assertThat(dueHere()).isEmpty();
        assertThat(claimDue(due)).isNull();

        database.executeAsSuperuser("update publish_schedule set due_at = clock_timestamp()");
        assertThat(dueHere()).containsExactly(new Due(tenant, due.id()));
        Boolean other =
                run(
                        schedules
                                .claimDue(tenant, due.id())
                                .flatMap(_ ->
                                        Mono.fromCallable(() -> claimDue(due) != null)
                                                .subscribeOn(Schedulers.boundedElastic())));
        assertThat(other).as("claimed by another while this one has it").isFalse();

        ended(Objects.requireNonNull(claimDue(due)), new End.Published(now, 8));
        assertThat(dueHere()).isEmpty();
        assertThat(claimDue(due)).isNull();
        assertThat(run(schedules.claim(tenant, PolicyKind.LEAD, due.id()).hasElement())).isFalse();
    }

    @Test
    void whatWaitsIsClaimedToBeCancelled() {
        ScheduledPublish waiting = added(3600);

        assertThat(run(schedules.claim(tenant, PolicyKind.LEAD, waiting.id()))).isEqualTo(waiting);
        assertThat(run(schedules.claim(tenant, PolicyKind.CALL, waiting.id()).hasElement()))
                .isFalse();
    }

    @Test
    void aClosedWorkspacePublishesNothing() {
        added(3600);
        database.executeAsSuperuser("update publish_schedule set due_at = clock_timestamp()");
        database.executeAsSuperuser(
                "insert into workspace_deletion (tenant_id, closed_at, due_at) values ('%s', now(), now())"
                        .formatted(tenant.value()));

        assertThat(dueHere()).isEmpty();
    }

    private ScheduledPublish added(long seconds) {
        ScheduledPublish scheduled = scheduled(seconds);
        assertThat(run(schedules.add(tenant, scheduled))).isTrue();
        return scheduled;
    }

    private ScheduledPublish scheduled(long seconds) {
        return new ScheduledPublish(
                UUID.randomUUID(),
                PolicyKind.LEAD,
                Map.of("name", "v"),
                "go",
                7,
                now.plusSeconds(seconds),
                "member:mia",
                now,
                null);
    }

    private ScheduledPublish ended(ScheduledPublish waiting, End end) {
        ScheduledPublish ended =
                new ScheduledPublish(
                        waiting.id(),
                        waiting.kind(),
                        waiting.document(),
                        waiting.comment(),
                        waiting.expectedVersion(),
                        waiting.at(),
                        waiting.scheduledBy(),
                        waiting.scheduledAt(),
                        end);
        run(schedules.end(tenant, ended).thenReturn(true));
        return ended;
    }

    private List<ScheduledPublish> list(PolicyKind kind, int mostEnded) {
        return run(schedules.list(tenant, kind, mostEnded).collectList());
    }

    private List<Due> dueHere() {
        return Objects.requireNonNull(
                schedules
                        .due(1000)
                        .filter(each -> each.tenant().equals(tenant))
                        .collectList()
                        .block());
    }

    private @Nullable ScheduledPublish claimDue(ScheduledPublish scheduled) {
        return database.get(UnitOfWork.class)
                .run(tenant, schedules.claimDue(tenant, scheduled.id()))
                .block();
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
