package io.leaddispatcher.application.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.CompleteTask.Outcome;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Mia has done what a task asks for. Zoe manages her team, and Ben is in another. */
class CompleteTaskTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final UUID TASK = new UUID(3, 1);
    private static final LeadId ANA = new LeadId(new UUID(7, 1));
    private static final Actor MIA = member(Role.REP, "mia");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryTasks tasks = new InMemoryTasks();
    private final List<Task> ended = new ArrayList<>();
    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private Runnable meanwhile = () -> {};
    private final CompleteTask completeTask =
            new CompleteTask(
                    new ImmediateUnitOfWork(),
                    new RoutingConfigurations(
                            documents,
                            new InMemoryPolicies(),
                            QuietWorkspace.of(TENANT),
                            new InMemoryWebhooks()),
                    (_, _) -> Mono.fromRunnable(() -> meanwhile.run()),
                    tasks,
                    (_, done) -> Mono.fromRunnable(() -> ended.addAll(done)),
                    timeline,
                    trail,
                    new LiveSignal(OtherNodes.none()),
                    () -> new UUID(4, 1),
                    () -> NOW);

    CompleteTaskTest() {
        for (String rep : List.of("mia", "ben", "zoe")) {
            keep(ConfigurationKind.REP, rep, Map.of("name", rep, "email", rep + "@x.test"));
        }
        keep(
                ConfigurationKind.TEAM,
                "emea",
                Map.of("name", "EMEA", "members", List.of("mia"), "manager", "zoe"));
        keep(ConfigurationKind.TEAM, "apac", Map.of("name", "APAC", "members", List.of("ben")));
        tasks.all.put(
                TASK,
                new Kept(
                        new Task(
                                TASK,
                                ANA,
                                new UUID(2, 1),
                                new RepKey("mia"),
                                NextAction.Task.CALL,
                                NOW),
                        TaskState.OPEN,
                        null,
                        null));
    }

    private static Actor member(Role role, @Nullable String rep) {
        return new Actor.Member(UUID.nameUUIDFromBytes(role.name().getBytes(UTF_8)), role, rep);
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents
                .save(TENANT, kind, new StoredDocument(key, document, 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private Outcome complete(Actor who, UUID task) {
        return Objects.requireNonNull(
                completeTask
                        .handle(new CompleteTask.Command(new Caller(TENANT, who), task, "api"))
                        .block());
    }

    private TaskState state() {
        return Objects.requireNonNull(tasks.all.get(TASK)).state();
    }

    @Test
    void whatIsDoneIsToldOnceHoweverOftenItIsSaid() {
        assertThat(complete(MIA, TASK))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> {
                            assertThat(done.task().state()).isEqualTo(TaskState.DONE);
                            assertThat(done.task().endedAt()).isEqualTo(NOW);
                            assertThat(done.task().endedBy()).isEqualTo("rep:mia");
                        });
        assertThat(complete(MIA, TASK)).isInstanceOf(Outcome.Done.class);

        assertThat(timeline.of(TENANT))
                .extracting(entry -> entry.what().type())
                .containsExactly("TASK_DONE");
        assertThat(trail.told()).containsExactly("task.completed lead:" + ANA);
        assertThat(ended).extracting(Task::id).containsExactly(TASK);
    }

    @Test
    void ofTwoWhoSayItAtOnceOneHasDoneIt() {
        meanwhile =
                () ->
                        tasks.all.computeIfPresent(
                                TASK,
                                (_, kept) -> new Kept(kept.task(), TaskState.DONE, NOW, "rep:zoe"));

        assertThat(complete(MIA, TASK))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.task().endedBy()).isEqualTo("rep:zoe"));
        assertThat(trail.told()).isEmpty();
    }

    @Test
    void aManagerDoesItForTheirTeam() {
        assertThat(complete(member(Role.MANAGER, "zoe"), TASK)).isInstanceOf(Outcome.Done.class);
        assertThat(state()).isEqualTo(TaskState.DONE);
    }

    @Test
    void aManagerOfAnotherTeamSeesItAndLeavesItAlone() {
        for (Actor who : List.of(member(Role.MANAGER, "ben"), member(Role.MANAGER, null))) {
            assertThatThrownBy(() -> complete(who, TASK))
                    .isInstanceOfSatisfying(
                            AccessDeniedException.class,
                            denied -> assertThat(denied.because()).contains("a team that is not"));
        }
        assertThat(state()).isEqualTo(TaskState.OPEN);
        assertThat(trail.told()).isEmpty();
    }

    @Test
    void aRepKnowsNothingOfTheTasksOfOthers() {
        assertThat(complete(member(Role.REP, "ben"), TASK)).isEqualTo(new Outcome.Unknown());
        assertThat(complete(member(Role.REP, null), TASK)).isEqualTo(new Outcome.Unknown());
        assertThat(complete(MIA, new UUID(3, 2))).isEqualTo(new Outcome.Unknown());
        assertThatThrownBy(() -> complete(member(Role.VIEWER, "mia"), TASK))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(state()).isEqualTo(TaskState.OPEN);
    }

    @Test
    void whatNobodyNeedsAnyMoreStaysSo() {
        tasks.cancel(TENANT, ANA, NOW).block();

        assertThat(complete(MIA, TASK)).isEqualTo(new Outcome.Cancelled());
        assertThat(state()).isEqualTo(TaskState.CANCELLED);
    }
}
