package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.queue.port.QueueViews.Waiters;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The queues that the caller sees, the longest wait first, and those in which nothing waits last.
 */
@UseCase
public final class ListQueues {

    private static final Comparator<QueueView> LONGEST_WAIT_FIRST =
            Comparator.comparing(
                            QueueView::oldestAt, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(QueueView::name)
                    .thenComparing(QueueView::key);

    private final UnitOfWork unitOfWork;
    private final QueueViews queues;
    private final RoutingConfigurations configurations;

    public ListQueues(
            UnitOfWork unitOfWork, QueueViews queues, RoutingConfigurations configurations) {
        this.unitOfWork = unitOfWork;
        this.queues = queues;
        this.configurations = configurations;
    }

    public Mono<List<QueueView>> handle(Caller caller) {
        return Mono.defer(() -> {
            Sight sight = Sight.of(caller);
            return unitOfWork.run(
                    caller.tenant(),
                    configurations
                            .current(caller.tenant())
                            .zipWhen(_ ->
                                    queues.counts(caller.tenant())
                                            .collectMap(Waiters::queue, counted -> counted))
                            .map(read ->
                                    list(
                                            caller,
                                            sight,
                                            read.getT1().configuration(),
                                            read.getT2())));
        });
    }

    private static List<QueueView> list(
            Caller caller,
            Sight sight,
            RoutingConfiguration configuration,
            Map<QueueKey, Waiters> counted) {
        QueueTakers takers = QueueTakers.of(caller.actor(), configuration.roster());
        QueueSight seen = new QueueSight(sight, configuration);
        return Stream.concat(
                        configuration.queues().stream().map(Queue::key), counted.keySet().stream())
                .distinct()
                .filter(seen::covers)
                .map(key ->
                        view(
                                key,
                                configuration,
                                configuration.pulledQueues().contains(key),
                                takers,
                                Optional.ofNullable(counted.get(key))))
                .sorted(LONGEST_WAIT_FIRST)
                .toList();
    }

    private static QueueView view(
            QueueKey key,
            RoutingConfiguration configuration,
            boolean pulled,
            QueueTakers takers,
            Optional<Waiters> counted) {
        Queue queue = configuration.queue(key).orElse(null);
        return new QueueView(
                key.value(),
                queue == null ? key.value() : queue.name(),
                queue == null ? QueueType.CUSTOM : queue.type(),
                team(queue, configuration),
                pulled,
                counted.map(Waiters::leads).orElse(0L),
                counted.map(Waiters::oldest).orElse(null),
                queue != null && takers.claims(queue),
                queue == null ? List.of() : takers.of(queue));
    }

    private static @Nullable String team(
            @Nullable Queue queue, RoutingConfiguration configuration) {
        return queue == null || queue.team() == null
                ? null
                : configuration.roster().team(queue.team()).map(Team::name).orElse(null);
    }
}
