package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Makes or changes a connection. Secrets that are left out stay. Fails with {@link
 * io.leaddispatcher.domain.document.InvalidInputException}.
 */
@UseCase
public final class PutConnection {

    /**
     * @param document as sent
     */
    public record Command(Caller caller, ConnectionKey key, Map<String, Object> document) {}

    private final Function<Command, Mono<Map<String, Object>>> connections;

    public PutConnection(Function<Command, Mono<Map<String, Object>>> connections) {
        this.connections = connections;
    }

    /** The connection as the API shows it. */
    public Mono<Map<String, Object>> handle(Command command) {
        return connections.apply(command);
    }
}
