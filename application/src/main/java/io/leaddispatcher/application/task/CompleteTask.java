package io.leaddispatcher.application.task;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.sla.ClockStarts;
import io.leaddispatcher.application.sla.NewClocks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Somebody has done what a task asks for, which is something that was done about its lead. To do it
 * twice is to do it once.
 */
@UseCase
public final class CompleteTask {

    /**
     * @param channel by which it came: {@code api}, {@code web}
     */
    public record Command(Caller caller, UUID task, String channel) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Done(Kept task) implements Outcome {}

        /** There is no task that the caller may do. */
        record Unknown() implements Outcome {}

        /** Nobody needs to do it any more. */
        record Cancelled() implements Outcome {}
    }

    /** Somebody else was quicker: it is looked at once more. */
    private static final class EndedMeanwhileException extends RuntimeException {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final ClockStarts clocks;
    private final Tasks tasks;
    private final EndedTasks ended;
    private final Timeline timeline;
    private final AuditTrail trail;
    private final LiveSignal live;
    private final Ids ids;
    private final InstantSource clock;

    public CompleteTask(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            ClockStarts clocks,
            Tasks tasks,
            EndedTasks ended,
            Timeline timeline,
            AuditTrail trail,
            LiveSignal live,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.clocks = clocks;
        this.tasks = tasks;
        this.ended = ended;
        this.timeline = timeline;
        this.trail = trail;
        this.live = live;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(command.caller());
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            tasks.find(tenant, command.task())
                                    .flatMap(found ->
                                            configurations
                                                    .current(tenant)
                                                    .filter(snapshot ->
                                                            covers(
                                                                    command.caller(),
                                                                    right,
                                                                    found,
                                                                    snapshot))
                                                    .flatMap(snapshot ->
                                                            complete(command, found, snapshot)))
                                    .defaultIfEmpty(new Outcome.Unknown()))
                    .retryWhen(Retry.max(1).filter(EndedMeanwhileException.class::isInstance))
                    .doOnNext(outcome -> {
                        if (outcome instanceof Outcome.Done(var done)) {
                            live.announce(Happened.to(tenant, done.task().lead()));
                        }
                    });
        });
    }

    /** Fails for whoever sees the task and may not do it. */
    private static boolean covers(Caller caller, WorkRight right, Kept found, Snapshot snapshot) {
        boolean covered = right.covers(found.task().rep(), snapshot.configuration().roster());
        if (!covered && right.hearsOfAll()) {
            throw WorkRight.ofAnotherTeam(caller);
        }
        return covered;
    }

    private Mono<Outcome> complete(Command command, Kept found, Snapshot snapshot) {
        return switch (found.state()) {
            case DONE -> Mono.just(new Outcome.Done(found));
            case CANCELLED -> Mono.just(new Outcome.Cancelled());
            case OPEN -> {
                TenantId tenant = command.caller().tenant();
                Instant now = clock.instant();
                String by = WorkActor.label(command.caller().actor(), found.task().rep());
                // The clocks first, as whoever keeps a decision takes them.
                yield clocks.decided(tenant, acted(found.task(), snapshot, now))
                        .then(tasks.complete(tenant, command.task(), by, now))
                        .filter(Boolean::booleanValue)
                        .switchIfEmpty(Mono.error(EndedMeanwhileException::new))
                        .flatMap(_ ->
                                tell(command, found, by, now)
                                        .then(ended.tell(tenant, List.of(found.task()))))
                        .then(tasks.find(tenant, command.task()))
                        .map(Outcome.Done::new);
            }
        };
    }

    private NewClocks acted(Task task, Snapshot snapshot, Instant now) {
        NewClocks news = new NewClocks(snapshot, ids, now);
        news.acted(task.lead(), false);
        return news;
    }

    private Mono<Void> tell(Command command, Kept found, String by, Instant now) {
        Task task = found.task();
        return timeline.append(
                        command.caller().tenant(),
                        task.lead(),
                        new TimelineEntry(
                                now,
                                "TASK_DONE",
                                by,
                                command.channel(),
                                Map.of(
                                        "task", task.id().toString(),
                                        "type", task.type().name(),
                                        "rep", task.rep().value())))
                .then(
                        trail.append(
                                command.caller().tenant(),
                                AuditEntry.by(
                                        command.caller().actor(),
                                        AuditAction.TASK_COMPLETED,
                                        "lead:" + task.lead(),
                                        Map.of("type", task.type().name()))));
    }
}
