package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.crm.port.WrittenTasks.Standing;
import io.leaddispatcher.application.crm.port.WrittenTasks.Write;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Writes to CRMs what reps are to do, and what has become of it. */
final class CrmToDos {

    /** What is to be made there comes first, whichever node makes it. */
    private static final Attempt AFTER_IT_IS_MADE = new Attempt.NotYet(Duration.ofSeconds(10));

    private final Tasks tasks;
    private final WrittenTasks written;
    private final UnitOfWork unitOfWork;

    CrmToDos(Tasks tasks, WrittenTasks written, UnitOfWork unitOfWork) {
        this.tasks = tasks;
        this.written = written;
        this.unitOfWork = unitOfWork;
    }

    /** Whether nobody has to do it any more. Called inside a unit of work. */
    Mono<Boolean> isOver(TenantId tenant, CrmWrite.ToDo todo) {
        return tasks.find(tenant, todo.task())
                .map(kept -> kept.state() != TaskState.OPEN)
                .defaultIfEmpty(true);
    }

    Mono<String> make(CrmTarget target, CrmWrite.ToDo todo, String owner) {
        return target.crm()
                .activities()
                .createTask(
                        target.tenant(),
                        target.connection(),
                        new CrmActivities.NewTask(
                                todo.task(),
                                todo.record(),
                                owner,
                                todo.type(),
                                subject(todo.type()),
                                todo.dueAt()));
    }

    private record Seen(Kept task, Optional<Write> made) {}

    /**
     * Closes it there.
     *
     * @param nothing to be done: it is not there, or somebody has closed it
     */
    Mono<Attempt> end(CrmTarget target, CrmWrite.ToDoEnd end, Attempt nothing) {
        return unitOfWork
                .run(target.tenant(), seen(target, end))
                .flatMap(seen ->
                        seen.made()
                                        .filter(made -> made.standing() == Standing.UNDER_WAY)
                                        .isPresent()
                                ? Mono.just(AFTER_IT_IS_MADE)
                                : end(target, end, seen))
                .defaultIfEmpty(nothing);
    }

    private Mono<Seen> seen(CrmTarget target, CrmWrite.ToDoEnd end) {
        return tasks.find(target.tenant(), end.task())
                .filter(kept -> kept.state() != TaskState.OPEN)
                .flatMap(kept ->
                        written.of(target.tenant(), List.of(target.lead()), List.of(end.task()))
                                .filter(made -> made.connection().equals(target.connection().key()))
                                .next()
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .map(made -> new Seen(kept, made)));
    }

    private static Mono<Attempt> end(CrmTarget target, CrmWrite.ToDoEnd end, Seen seen) {
        return target.crm()
                .activities()
                .endTask(
                        target.tenant(),
                        target.connection(),
                        new CrmActivities.EndedTask(
                                end.task(),
                                end.record(),
                                // Of one whose answer was lost nobody knows it.
                                seen.made().map(Write::there).orElse(null),
                                seen.task().state() == TaskState.DONE))
                .map(Attempt.Delivered::new);
    }

    private static String subject(NextAction.Task type) {
        return switch (type) {
            case CALL -> "Call";
            case EMAIL -> "Send an e-mail";
            case SMS -> "Send a text message";
            case TICKET -> "Work on the ticket";
        };
    }
}
