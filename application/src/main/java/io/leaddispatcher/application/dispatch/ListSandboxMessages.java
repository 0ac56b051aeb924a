package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The messages that the sandbox kept, newest first. */
@UseCase
public final class ListSandboxMessages {

    public record Query(Caller caller, int limit) {}

    private final Function<Query, Mono<List<SandboxMessageView>>> messages;

    public ListSandboxMessages(Function<Query, Mono<List<SandboxMessageView>>> messages) {
        this.messages = messages;
    }

    public Mono<List<SandboxMessageView>> handle(Query query) {
        return messages.apply(query);
    }
}
