package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of queues, one for each priority. */
public record QueueLines(ServiceOrder order) {

    public List<Line> of(RoutingConfiguration configuration, Collection<QueueKey> queues) {
        return queues.stream()
                .flatMap(key -> lines(key, configuration.queue(key).orElse(null)))
                .toList();
    }

    /** Those of leads for which another ring of their rule is to join. */
    List<Line> ofRings(RoutingConfiguration configuration, Collection<QueueKey> queues) {
        return of(configuration, queues).stream()
                .map(line -> new Line(line.queue(), line.priority(), line.lag(), true))
                .toList();
    }

    private Stream<Line> lines(QueueKey key, @Nullable Queue queue) {
        QueueType type = queue == null ? QueueType.CUSTOM : queue.type();
        return Arrays.stream(Priority.values())
                .map(priority -> new Line(key, priority, order.lag(type, priority)));
    }
}
