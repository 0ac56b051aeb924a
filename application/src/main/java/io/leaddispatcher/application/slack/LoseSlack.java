package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.transaction.UnitOfWork;
import reactor.core.publisher.Mono;

/**
 * Slack says that the app was removed, or that its token is no longer good: the connection is down.
 * What was to be said in Slack goes by e-mail, as the first message that Slack refuses does.
 */
@UseCase
public final class LoseSlack {

    private static final String REVOKED = "tokens_revoked";

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
                health.lost(
                        hook.tenant(),
                        hook.connection().key(),
                        command.code(),
                        command.code().equals(REVOKED)
                                ? "the bot token was revoked in Slack; add the app again"
                                : "the app was removed from Slack; add it again"));
    }
}
