package io.leaddispatcher.adapter.rest.configuration;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.queue.ListQueues;
import io.leaddispatcher.application.queue.QueueView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** How much waits in queues, beside what they are. */
record QueueFigures(ListQueues queues) {

    /** The figures of all queues, by key. */
    record Asked(Map<String, QueueView> queues) {

        static final Asked NOTHING = new Asked(Map.of());

        /** Whether leads wait in the queue of this key. */
        boolean isOccupied(String key) {
            QueueView queue = queues.get(key);
            return queue != null && queue.waiting() > 0;
        }

        /** More properties of the document of this key; none where it is no queue. */
        Map<String, Object> of(String key) {
            QueueView queue = queues.get(key);
            if (queue == null) {
                return Map.of();
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("waiting", queue.waiting());
            if (queue.oldestAt() != null) {
                figures.put("oldestAt", queue.oldestAt().toString());
            }
            return figures;
        }
    }

    Mono<Asked> asked(Caller caller, ConfigurationKind kind) {
        return kind == ConfigurationKind.QUEUE
                ? queues.handle(caller)
                        .map(found ->
                                new Asked(
                                        found.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                QueueView::key,
                                                                Function.identity()))))
                : Mono.just(Asked.NOTHING);
    }
}
