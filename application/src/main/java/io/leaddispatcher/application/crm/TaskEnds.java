package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.crm.port.WrittenTasks.Standing;
import io.leaddispatcher.application.crm.port.WrittenTasks.Write;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Tells CRMs of tasks that they have, or are about to have, and that have ended. */
public final class TaskEnds implements EndedTasks {

    private final WrittenTasks written;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    public TaskEnds(WrittenTasks written, Outbox outbox, Ids ids, InstantSource clock) {
        this.written = written;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Mono<Void> tell(TenantId tenant, Collection<Task> ended) {
        return ended.isEmpty()
                ? Mono.empty()
                : written.of(
                                tenant,
                                ended.stream().map(Task::lead).collect(Collectors.toSet()),
                                ended.stream().map(Task::id).toList())
                        .filter(each -> each.standing() != Standing.LEFT_OUT)
                        .map(this::delivery)
                        .collectList()
                        .flatMap(planned ->
                                planned.isEmpty() ? Mono.empty() : outbox.add(tenant, planned));
    }

    private Delivery delivery(Write write) {
        return Delivery.planned(
                new DeliveryId(ids.next()),
                write.lead(),
                new CrmWrite.ToDoEnd(write.record(), write.task()).to(write.connection()),
                clock.instant());
    }
}
