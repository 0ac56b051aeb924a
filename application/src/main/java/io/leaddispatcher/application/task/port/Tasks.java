package io.leaddispatcher.application.task.port;

import io.leaddispatcher.application.task.TaskStarts;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tasks of each tenant. Called inside a unit of work of the tenant. */
public interface Tasks extends TaskStarts {

    /**
     * A task with what has become of it.
     *
     * @param endedAt null while it is open
     * @param endedBy who has done it; null while it is open, and when nobody had to
     */
    record Kept(Task task, TaskState state, @Nullable Instant endedAt, @Nullable String endedBy) {}

    /**
     * Which tasks.
     *
     * @param rep whose; null: everybody's
     * @param state null: any
     */
    record Filter(@Nullable RepKey rep, @Nullable TaskState state) {}

    /** Where a page has ended. */
    record Position(Instant dueAt, UUID id) {}

    /** Those that are due first come first, after a position. */
    Flux<Kept> list(TenantId tenant, Filter filter, @Nullable Position after, int atMost);

    /** Empty when there is none. */
    Mono<Kept> find(TenantId tenant, UUID id);

    /** Whether it was open until now. */
    Mono<Boolean> complete(TenantId tenant, UUID id, String by, Instant at);

    /** The work on a lead is over: whatever is open of it is cancelled. Answers what was. */
    Mono<List<Task>> cancel(TenantId tenant, LeadId lead, Instant at);
}
