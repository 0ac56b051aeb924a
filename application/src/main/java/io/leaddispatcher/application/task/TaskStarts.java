package io.leaddispatcher.application.task;

import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps what decisions and acts do to tasks. */
@FunctionalInterface
public interface TaskStarts {

    /**
     * What is over ends before what is new begins. Inside the unit of work that keeps the
     * decisions, after the leads and assignments. Answers those that have ended by it.
     */
    Mono<List<Task>> keep(TenantId tenant, NewTasks tasks, Instant at);
}
