package io.leaddispatcher.application.me;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.me.MyDesk.MyClock.State;
import io.leaddispatcher.application.me.MyDesk.Room.Limit;
import io.leaddispatcher.application.me.port.Desk;
import io.leaddispatcher.application.me.port.MyWork;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.port.TaskViews;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Capacity;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ShowMyDeskTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final List<MyWork.Held> held = new ArrayList<>();
    private final List<Desk.Clock> clocks = new ArrayList<>();
    private final List<TaskViews.Row> tasks = new ArrayList<>();
    private Workload load = Workload.NONE;

    ShowMyDeskTest() {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.REP,
                        new StoredDocument(
                                "mia",
                                Map.of(
                                        "name",
                                        "Mia",
                                        "email",
                                        "mia@x.test",
                                        "capacity",
                                        Map.of("open", BigDecimal.TWO)),
                                1))
                .then(documents.advance(TENANT))
                .block();
    }

    private static LeadViews.Row row(int lead, String name) {
        return new LeadViews.Row(
                new LeadId(new UUID(1, lead)),
                NOW,
                NOW,
                LeadStatus.ASSIGNED,
                name,
                "Acme",
                null,
                null,
                null,
                "mia",
                "Mia",
                null,
                null,
                Map.of());
    }

    private LeadId holds(String name, AssignmentState state, @Nullable Instant expiresAt) {
        LeadViews.Row row = row(held.size(), name);
        held.add(
                new MyWork.Held(
                        row,
                        new UUID(2, held.size()),
                        state,
                        Priority.STANDARD,
                        false,
                        NOW.minusSeconds(600 - held.size()),
                        expiresAt,
                        null));
        return row.lead();
    }

    private void clock(LeadId lead, SlaTarget target, long seconds, boolean running) {
        clocks.add(new Desk.Clock(lead, target, NOW.plusSeconds(seconds), running));
    }

    private MyDesk show() {
        RoutingConfigurations configurations =
                new RoutingConfigurations(
                        documents,
                        new InMemoryPolicies(),
                        QuietWorkspace.of(TENANT),
                        new InMemoryWebhooks());
        MyWork work =
                new MyWork() {
                    @Override
                    public Flux<Held> held(TenantId tenant, RepKey rep, int limit) {
                        return Flux.fromIterable(held);
                    }

                    @Override
                    public Mono<Numbers> since(TenantId tenant, RepKey rep, Instant from) {
                        return Mono.just(new Numbers(0, null));
                    }

                    @Override
                    public Mono<Map<QueueKey, Long>> waiting(
                            TenantId tenant, Collection<QueueKey> queues) {
                        return Mono.just(Map.of());
                    }
                };
        Desk desk =
                new Desk() {
                    @Override
                    public Flux<Clock> clocks(TenantId tenant, Collection<LeadId> leads) {
                        return Flux.fromIterable(clocks);
                    }

                    @Override
                    public Mono<Today> today(
                            TenantId tenant, RepKey rep, Instant midnight, Instant now) {
                        return Mono.just(new Today(3, load));
                    }
                };
        ImmediateUnitOfWork unitOfWork = new ImmediateUnitOfWork();
        return Objects.requireNonNull(
                new ShowMyDesk(
                                new ShowMyDay(unitOfWork, configurations, work, () -> NOW),
                                unitOfWork,
                                configurations,
                                desk,
                                (_, _, _, _) -> Flux.fromIterable(tasks),
                                () -> NOW)
                        .handle(
                                new Caller(
                                        TENANT, new Actor.Member(new UUID(0, 7), Role.REP, "mia")))
                        .block());
    }

    @Test
    void whatIsDueNextComesFirstForAClockOrBeforeTheOfferLapses() {
        LeadId calm = holds("calm", AssignmentState.ACCEPTED, null);
        LeadId soon = holds("soon", AssignmentState.ACCEPTED, null);
        holds("lapses", AssignmentState.OFFERED, NOW.plusSeconds(300));
        LeadId late = holds("late", AssignmentState.ACCEPTED, null);
        LeadId paused = holds("paused", AssignmentState.ACCEPTED, null);
        clock(calm, SlaTarget.FOLLOW_UP, 9_000, true);
        clock(soon, SlaTarget.FOLLOW_UP, 5_000, true);
        clock(soon, SlaTarget.FIRST_ACTION, 60, true);
        clock(late, SlaTarget.FIRST_ACTION, -1, true);
        clock(paused, SlaTarget.FOLLOW_UP, -500, false);

        MyDesk desk = show();

        assertThat(desk.leads())
                .extracting(work -> work.lead().name())
                .containsExactly("late", "soon", "lapses", "calm", "paused");
        assertThat(desk.leads())
                .extracting(work -> work.clock() == null ? null : work.clock().state())
                .containsExactly(State.OVERDUE, State.RUNNING, null, State.RUNNING, State.PAUSED);
        assertThat(Objects.requireNonNull(desk.leads().get(1).clock()).target())
                .isEqualTo(SlaTarget.FIRST_ACTION);
        assertThat(desk.done()).isEqualTo(3);
    }

    @Test
    void aLimitThatIsReachedIsNamed() {
        assertThat(show().room().reached()).isNull();
        load = new Workload(2, 2, 2);
        assertThat(show().room().reached()).isEqualTo(Limit.OPEN);
        assertThat(new MyDesk.Room(new Capacity(9, 2, 2), load).reached()).isEqualTo(Limit.DAY);
        assertThat(new MyDesk.Room(new Capacity(9, null, 2), load).reached()).isEqualTo(Limit.HOUR);
        assertThat(new MyDesk.Room(Capacity.UNLIMITED, load).reached()).isNull();
    }

    @Test
    void theMailAboutTheDayTellsWhatIsOpenAndIsNotWrittenForNothing() {
        DigestWords words = new DigestWords(ZoneOffset.UTC, LocalDate.of(2026, 11, 26));
        URI page = URI.create("https://app.example.test/me");
        assertThat(words.of(show(), page)).isEmpty();

        clock(holds("Ana", AssignmentState.ACCEPTED, null), SlaTarget.FOLLOW_UP, -60, true);
        holds("Bo", AssignmentState.OFFERED, null);
        task(5, NOW.plusSeconds(60));
        task(6, NOW.minusSeconds(60));
        task(7, NOW.plusSeconds(90_000));

        WorkspaceNotice notice = words.of(show(), page).orElseThrow();
        assertThat(notice.subject()).isEqualTo("Your day: 2 open leads, 2 tasks");
        assertThat(notice.digestOf()).isEqualTo("mia");
        assertThat(notice.text())
                .contains(
                        "- Ana at Acme: follow up, overdue since Thu 26 Nov, 08:59",
                        "- Bo at Acme: waits for your answer",
                        "- Call 5 at Acme, due Thu 26 Nov, 09:01",
                        "- Call 6 at Acme, overdue since Thu 26 Nov, 08:59")
                .doesNotContain("Call 7");
        assertThat(show().tasks())
                .extracting(MyDesk.MyTask::overdue)
                .containsExactly(false, true, false);
    }

    private void task(int number, Instant dueAt) {
        tasks.add(
                new TaskViews.Row(
                        new Tasks.Kept(
                                new Task(
                                        new UUID(3, number),
                                        new LeadId(new UUID(1, number)),
                                        new UUID(2, number),
                                        new RepKey("mia"),
                                        NextAction.Task.CALL,
                                        dueAt),
                                TaskState.OPEN,
                                null,
                                null),
                        row(number, Integer.toString(number))));
    }
}
