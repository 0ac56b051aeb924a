package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Tries a connection out. Empty when there is none. */
@UseCase
public final class TestConnection {

    public record Command(Caller caller, ConnectionKey key) {}

    private final Function<Command, Mono<Map<String, Object>>> connections;

    public TestConnection(Function<Command, Mono<Map<String, Object>>> connections) {
        this.connections = connections;
    }

    /** {@code ok} and a {@code message} for people. */
    public Mono<Map<String, Object>> handle(Command command) {
        return connections.apply(command);
    }
}
