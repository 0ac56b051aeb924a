package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Notes on the connection that Slack has spoken. */
@UseCase
public final class NoteSlackRequest {

    private final UnitOfWork unitOfWork;
    private final ConnectionHealth health;
    private final InstantSource clock;

    public NoteSlackRequest(UnitOfWork unitOfWork, ConnectionHealth health, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.health = health;
        this.clock = clock;
    }

    public Mono<Void> handle(Hook hook) {
        return Mono.defer(() ->
                unitOfWork.run(
                        hook.tenant(),
                        health.event(hook.tenant(), hook.connection().key(), clock.instant())));
    }
}
