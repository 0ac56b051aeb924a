package io.leaddispatcher.application.consent;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.ConsentStates;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConsentAttempts;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Asked;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Sends a browser to the other side of a connection, to log in there and let us in. */
@UseCase
public final class BeginConsent {

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
    private final ConsentStates states;
    private final SecretTokens secrets;
    private final UnitOfWork unitOfWork;

    public BeginConsent(
            ConnectionDirectory directory,
            AuthorizationServers servers,
            ConsentAttempts attempts,
            SecretTokens secrets,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.directory = directory;
        this.servers = servers;
        this.states = new ConsentStates(attempts, unitOfWork, clock);
        this.secrets = secrets;
        this.unitOfWork = unitOfWork;
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
        return states.leave(command.caller().tenant(), command.session(), state, command.key())
                .map(kept ->
                        kept ? new Outcome.Away(page, connection.type()) : new Outcome.TooMany());
    }
}
