package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.slack.port.SlackInstaller;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Slack says that the app was removed, or that its token is no longer good: the connection is down.
 * What was to be said in Slack goes by e-mail, as the first message that Slack refuses does.
 *
 * <p>Slack repeats what was not taken, for hours: by then the app may have been added again. So the
 * token that is there now is asked whose it is, and while it is good nothing was lost.
 */
@UseCase
public final class LoseSlack {

    private static final String REVOKED = "tokens_revoked";

    /**
     * @param code what Slack calls it, such as {@code app_uninstalled}
     */
    public record Command(Hook hook, String code) {}

    private static final Logger LOG = LoggerFactory.getLogger(LoseSlack.class);

    /** Slack waits for three seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final UnitOfWork unitOfWork;
    private final ConnectionHealth health;
    private final SlackInstaller installer;

    public LoseSlack(UnitOfWork unitOfWork, ConnectionHealth health, SlackInstaller installer) {
        this.unitOfWork = unitOfWork;
        this.health = health;
        this.installer = installer;
    }

    public Mono<Void> handle(Command command) {
        return isGood(command.hook())
                .filter(good -> !good)
                .flatMap(_ -> lost(command.hook(), command));
    }

    /** Where Slack cannot say, what it has said before holds. */
    private Mono<Boolean> isGood(Hook hook) {
        return Mono.justOrEmpty(hook.connection().secret("botToken"))
                .flatMap(token ->
                        installer
                                .teamOf(token)
                                .timeout(PATIENCE)
                                .map(Optional::isPresent)
                                .onErrorResume(error -> {
                                    LOG.warn("whose token it is: {}", error.toString());
                                    return Mono.just(false);
                                }))
                .defaultIfEmpty(false);
    }

    private Mono<Void> lost(Hook hook, Command command) {
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
