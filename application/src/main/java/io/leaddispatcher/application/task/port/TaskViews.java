package io.leaddispatcher.application.task.port;

import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Tasks as people look at them, with their leads. Called inside a unit of work of the tenant. */
public interface TaskViews {

    /** A task with the lead that it is about. */
    record Row(Tasks.Kept task, LeadViews.Row lead) {}

    /**
     * Which tasks.
     *
     * @param reps whose; null: everybody's
     * @param open those to be done; else those that are done
     */
    record Filter(@Nullable Set<RepKey> reps, boolean open) {
        public Filter {
            reps = reps == null ? null : Set.copyOf(reps);
        }
    }

    /**
     * Where a page has ended.
     *
     * @param at when the last of it is due, or was done
     */
    record Position(Instant at, UUID id) {}

    /** Open ones by the time at which they are due, done ones from the latest on. */
    Flux<Row> page(TenantId tenant, Filter filter, @Nullable Position after, int limit);
}
