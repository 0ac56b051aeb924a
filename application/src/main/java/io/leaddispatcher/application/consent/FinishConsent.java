package io.leaddispatcher.application.consent;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.ConsentStates;
import io.leaddispatcher.application.connection.GrantedConnections;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.ConsentAttempts;
import io.leaddispatcher.application.consent.port.AuthorizationServer;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Answer;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Reason;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes a browser that comes back from the other side of a connection. A state is good once, for a
 * while, in the workspace and the session that it was made for; what is granted has to be of the
 * account that the connection is for.
 */
@UseCase
public final class FinishConsent {

    /**
     * What came back.
     *
     * @param code null when nothing was granted
     * @param error why, in the other side's word
     */
    public record Command(
            Caller caller,
            Secret session,
            String state,
            @Nullable Secret code,
            @Nullable String error) {}

    public sealed interface Outcome {
        record Connected(ConnectionKey key) implements Outcome {}

        /** Used, too old, or not of this session and workspace: begin anew. */
        record Stale() implements Outcome {}

        /** Somebody has thought better of it. */
        record Denied(ConnectionKey key) implements Outcome {}

        /** The log-in was to another account than the connection's. */
        record OtherAccount(ConnectionKey key) implements Outcome {}

        record Refused(ConnectionKey key, Reason reason) implements Outcome {}
    }

    private final ConnectionDirectory directory;
    private final GrantedConnections granted;
    private final ConnectionHealth health;
    private final AuthorizationServers servers;
    private final ConsentStates states;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public FinishConsent(
            ConnectionDirectory directory,
            GrantedConnections granted,
            ConnectionHealth health,
            AuthorizationServers servers,
            ConsentAttempts attempts,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.directory = directory;
        this.granted = granted;
        this.health = health;
        this.servers = servers;
        this.states = new ConsentStates(attempts, unitOfWork, clock);
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONNECT);
            command.caller().require(Permission.KEEP_SECRETS);
            return states.comeBack(command.caller().tenant(), command.session(), command.state())
                    .flatMap(key -> finish(command, key))
                    .defaultIfEmpty(new Outcome.Stale());
        });
    }

    /** Empty when there is nothing to finish: the connection is gone, or of another kind. */
    private Mono<Outcome> finish(Command command, ConnectionKey key) {
        Secret code = command.code();
        if (code == null) {
            return Mono.just(
                    "access_denied".equals(command.error())
                            ? new Outcome.Denied(key)
                            : new Outcome.Refused(key, Reason.OTHER));
        }
        TenantId tenant = command.caller().tenant();
        return unitOfWork
                .run(tenant, directory.withSecrets(tenant, key))
                .flatMap(connection ->
                        Mono.justOrEmpty(servers.of(connection))
                                .flatMap(server -> exchange(command, connection, server, code)));
    }

    private Mono<Outcome> exchange(
            Command command, ConnectionAccess connection, AuthorizationServer server, Secret code) {
        ConnectionKey key = connection.key();
        Secret verifier = Proof.of(command.session(), command.state()).verifier();
        return server.exchange(connection, code, servers.redirect(), verifier)
                .flatMap(answer ->
                        switch (answer) {
                            case Answer.Granted(var secrets) ->
                                    keep(command.caller(), server, key, secrets);
                            case Answer.OtherAccount() -> Mono.just(new Outcome.OtherAccount(key));
                            case Answer.Refused(var reason) ->
                                    Mono.just(new Outcome.Refused(key, reason));
                        });
    }

    private Mono<Outcome> keep(
            Caller caller,
            AuthorizationServer server,
            ConnectionKey key,
            Map<String, Secret> secrets) {
        var grant =
                new GrantedConnections.Grant(
                        key, server.type(), server.type().word(), Map.of(), secrets);
        return unitOfWork.run(
                caller.tenant(),
                directory
                        .withSecrets(caller.tenant(), key)
                        // What was removed meanwhile is not made anew.
                        .flatMap(_ -> granted.keep(caller, grant))
                        .defaultIfEmpty(false)
                        .flatMap(kept ->
                                kept
                                        ? health.answered(caller.tenant(), key, clock.instant())
                                                .thenReturn(new Outcome.Connected(key))
                                        : Mono.just(new Outcome.Stale())));
    }
}
