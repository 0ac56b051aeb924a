package io.leaddispatcher.application.consent;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConsentAttempts;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Asked;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Sends a browser to the other side of a connection, to log in there and let us in. */
@UseCase
public final class BeginConsent {

    /** Somebody may have to log in there by a second factor, or to ask for leave. */
    static final Duration GOOD_FOR = Duration.ofMinutes(15);

    /**
     * @param session of whoever begins; only it can go on
     */
    public record Command(Caller caller, Secret session, ConnectionKey key) {}

    public sealed interface Outcome {
        /**
         * @param type of the connection
         */
        record Away(URI to, String type) implements Outcome {}

        /** There is no such connection, or none that is made by a log-in. */
        record Unknown() implements Outcome {}

        /** The connection names no app yet. */
        record NoApp() implements Outcome {}

        record TooMany() implements Outcome {}
    }

    private final ConnectionDirectory directory;
    private final AuthorizationServers servers;
    private final ConsentAttempts attempts;
    private final SecretTokens secrets;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public BeginConsent(
            ConnectionDirectory directory,
            AuthorizationServers servers,
            ConsentAttempts attempts,
            SecretTokens secrets,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.directory = directory;
        this.servers = servers;
        this.attempts = attempts;
        this.secrets = secrets;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONNECT);
            command.caller().require(Permission.KEEP_SECRETS);
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    directory
                            .withSecrets(tenant, command.key())
                            .flatMap(connection -> begin(command, connection))
                            .defaultIfEmpty(new Outcome.Unknown()));
        });
    }

    private Mono<Outcome> begin(Command command, ConnectionAccess connection) {
        var server = servers.of(connection).orElse(null);
        if (server == null) {
            return Mono.just(new Outcome.Unknown());
        }
        String state = secrets.next();
        var asked =
                new Asked(
                        servers.redirect(), state, Proof.of(command.session(), state).challenge());
        URI page = server.page(connection, asked).orElse(null);
        if (page == null) {
            return Mono.just(new Outcome.NoApp());
        }
        Instant now = clock.instant();
        return attempts.keep(
                        command.caller().tenant(),
                        TokenHash.of(state),
                        TokenHash.of(command.session().reveal()),
                        command.key(),
                        now,
                        now.plus(GOOD_FOR))
                .map(kept ->
                        kept ? new Outcome.Away(page, connection.type()) : new Outcome.TooMany());
    }
}
