package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.ConsentStates;
import io.leaddispatcher.application.connection.GrantedConnections;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import io.leaddispatcher.application.connection.port.ConsentAttempts;
import io.leaddispatcher.application.slack.SlackApps.App;
import io.leaddispatcher.application.slack.port.SlackInstaller;
import io.leaddispatcher.application.slack.port.SlackInstaller.Answer;
import io.leaddispatcher.application.slack.port.SlackTeams;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.SlackScopes;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a browser that comes back from Slack. A state is good once, for a while, in the workspace
 * and the session that it was made for. A team belongs to one workspace: by whose token it is, not
 * by who names it.
 */
@UseCase
public final class FinishSlackInstall {

    private static final Logger LOG = LoggerFactory.getLogger(FinishSlackInstall.class);

    /**
     * What came back.
     *
     * @param code null when nothing was granted
     * @param error why, in Slack's word
     */
    public record Command(
            Caller caller,
            Secret session,
            String state,
            @Nullable Secret code,
            @Nullable String error) {}

    public sealed interface Outcome {
        /**
         * The app is in the team, and the connection uses it.
         *
         * @param missing scopes that were not granted
         */
        record Added(ConnectionKey key, List<String> missing) implements Outcome {
            public Added {
                missing = List.copyOf(missing);
            }
        }

        /** Used, too old, or not of this session and workspace: begin anew. */
        record Stale() implements Outcome {}

        /** Somebody has thought better of it, or may not add apps. */
        record Denied(ConnectionKey key) implements Outcome {}

        /** Another workspace of this installation has this team. */
        record Taken(ConnectionKey key) implements Outcome {}

        /** Tokens of this app end after some hours. */
        record Rotating(ConnectionKey key) implements Outcome {}

        /** It was added to a whole organisation, and to no team. */
        record Organisation(ConnectionKey key) implements Outcome {}

        /**
         * @param error in Slack's word; null when Slack did not answer as it should
         */
        record Refused(ConnectionKey key, @Nullable String error) implements Outcome {}
    }

    private final ConnectionDirectory directory;
    private final GrantedConnections granted;
    private final ConnectionHealth health;
    private final SlackApps apps;
    private final ConsentStates states;
    private final SlackTeams teams;
    private final SlackInstaller installer;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public FinishSlackInstall(
            ConnectionDirectory directory,
            GrantedConnections granted,
            ConnectionHealth health,
            SlackApps apps,
            ConsentAttempts attempts,
            SlackTeams teams,
            SlackInstaller installer,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.directory = directory;
        this.granted = granted;
        this.health = health;
        this.apps = apps;
        this.states = new ConsentStates(attempts, unitOfWork, clock);
        this.teams = teams;
        this.installer = installer;
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

    private Mono<Outcome> finish(Command command, ConnectionKey key) {
        Secret code = command.code();
        if (code == null) {
            return Mono.just(
                    "access_denied".equals(command.error())
                            ? new Outcome.Denied(key)
                            : new Outcome.Refused(key, command.error()));
        }
        TenantId tenant = command.caller().tenant();
        return unitOfWork
                .run(
                        tenant,
                        directory
                                .withSecrets(tenant, key)
                                .map(access ->
                                        access.type().equals(ConnectionType.SLACK.word())
                                                ? apps.of(access)
                                                : Optional.<App>empty())
                                .defaultIfEmpty(apps.hosted()))
                .flatMap(Mono::justOrEmpty)
                .flatMap(app -> exchange(command, key, app, code))
                // The app was taken out of the connection meanwhile.
                .defaultIfEmpty(new Outcome.Stale());
    }

    private Mono<Outcome> exchange(Command command, ConnectionKey key, App app, Secret code) {
        return installer
                .exchange(app, code, apps.redirect())
                .flatMap(answer ->
                        switch (answer) {
                            case Answer.Granted got -> granted(command, key, got);
                            case Answer.Rotating _ -> Mono.just(new Outcome.Rotating(key));
                            case Answer.Organisation _ -> Mono.just(new Outcome.Organisation(key));
                            case Answer.Refused(var error) ->
                                    Mono.just(new Outcome.Refused(key, error));
                        });
    }

    private Mono<Outcome> granted(Command command, ConnectionKey key, Answer.Granted got) {
        TenantId tenant = command.caller().tenant();
        return others(tenant, got.team())
                .flatMap(others ->
                        Flux.fromIterable(others)
                                .concatMap(owner -> owns(owner, got.team()))
                                .any(Boolean::booleanValue)
                                .flatMap(taken ->
                                        taken
                                                ? Mono.just(new Outcome.Taken(key))
                                                : keep(command.caller(), key, got, others)))
                .onErrorResume(
                        SlackSilentException.class,
                        e -> {
                            LOG.warn("whose team it is could not be asked", e);
                            return Mono.just(new Outcome.Refused(key, null));
                        });
    }

    private Mono<Set<HookOwner>> others(TenantId tenant, String team) {
        return teams.connectedTo(team, SlackTeams.MOST)
                .filter(owner -> !owner.tenant().equals(tenant))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Mono<Boolean> owns(HookOwner owner, String team) {
        return unitOfWork
                .run(owner.tenant(), directory.find(owner.tenant(), owner.key()))
                .flatMap(access -> Mono.justOrEmpty(access.secret("botToken")))
                .flatMap(token ->
                        installer
                                .teamOf(token)
                                .onErrorMap(SlackSilentException::new)
                                .map(found -> found.equals(Optional.of(team))))
                .defaultIfEmpty(false);
    }

    /** Whoever has come in between is looked at when it is tried again. */
    private Mono<Outcome> keep(
            Caller caller, ConnectionKey key, Answer.Granted got, Set<HookOwner> looked) {
        TenantId tenant = caller.tenant();
        return unitOfWork.run(
                tenant,
                teams.hold(got.team())
                        .then(others(tenant, got.team()))
                        .flatMap(now ->
                                looked.containsAll(now)
                                        ? granted.keep(caller, grant(key, got))
                                        : Mono.just(false))
                        .flatMap(kept ->
                                kept
                                        ? health.answered(tenant, key, clock.instant())
                                                .thenReturn(
                                                        new Outcome.Added(
                                                                key,
                                                                SlackScopes.missing(got.scopes())))
                                        : Mono.just(new Outcome.Stale())));
    }

    private static GrantedConnections.Grant grant(ConnectionKey key, Answer.Granted got) {
        return new GrantedConnections.Grant(
                key,
                ConnectionType.SLACK,
                "Slack",
                Map.of(
                        "teamId", got.team(),
                        "teamName", got.teamName(),
                        "botUserId", got.botUser(),
                        "scopes", got.scopes()),
                Map.of("botToken", got.botToken()));
    }

    /** Slack did not say whose token it is. */
    private static final class SlackSilentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlackSilentException(Throwable cause) {
            super(cause);
        }
    }
}
