package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Every connection as the API shows it, with its {@code health}. */
@UseCase
public final class ListConnections {

    private final Function<Caller, Mono<List<Map<String, Object>>>> connections;

    public ListConnections(Function<Caller, Mono<List<Map<String, Object>>>> connections) {
        this.connections = connections;
    }

    public Mono<List<Map<String, Object>>> handle(Caller caller) {
        return connections.apply(caller);
    }
}
