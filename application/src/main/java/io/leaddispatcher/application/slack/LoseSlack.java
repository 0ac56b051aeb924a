package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.transaction.UnitOfWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Slack says that the app was removed, or that its token is no longer good: the connection is down.
 * What was to be said in Slack goes by e-mail, as the first message that Slack refuses does.
 */
@UseCase
public final class LoseSlack {

    /** As many failures in a row as make a connection count as down. */
    private static final int DOWN = 5;

    /**
     * @param code what Slack calls it, such as {@code app_uninstalled}
     */
    public record Command(Hook hook, String code) {}

    private final UnitOfWork unitOfWork;
    private final ConnectionHealth health;

    public LoseSlack(UnitOfWork unitOfWork, ConnectionHealth health) {
        this.unitOfWork = unitOfWork;
        this.health = health;
    }

    public Mono<Void> handle(Command command) {
        Hook hook = command.hook();
        return unitOfWork.run(
                hook.tenant(),
                Flux.range(0, DOWN)
                        .concatMap(_ ->
                                health.failed(
                                        hook.tenant(),
                                        hook.connection().key(),
                                        command.code(),
                                        "the app was removed from Slack; add it again"))
                        .then());
    }
}
