package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.ConsentStates;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.ConsentAttempts;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.slack.SlackApps.App;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends a browser to Slack, to add the app to a team there. */
@UseCase
public final class BeginSlackInstall {

    private static final int MOST = 500;

    /**
     * @param session of whoever begins; only it can go on
     * @param key of the connection that is to be used; null for a new one
     */
    public record Command(Caller caller, Secret session, @Nullable ConnectionKey key) {}

    public sealed interface Outcome {
        record Away(URI to) implements Outcome {}

        /** There is no such connection to Slack. */
        record Unknown() implements Outcome {}

        /** Neither the connection nor the installation has an app that can be added so. */
        record NoApp() implements Outcome {}

        record TooMany() implements Outcome {}
    }

    private record Plan(ConnectionKey key, Optional<App> app) {}

    private final Connections connections;
    private final ConnectionDirectory directory;
    private final SlackApps apps;
    private final ConsentStates states;
    private final SecretTokens secrets;
    private final UnitOfWork unitOfWork;

    public BeginSlackInstall(
            Connections connections,
            ConnectionDirectory directory,
            SlackApps apps,
            ConsentAttempts attempts,
            SecretTokens secrets,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.directory = directory;
        this.apps = apps;
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
                    plan(tenant, command.key())
                            .flatMap(plan -> begin(command, plan))
                            .defaultIfEmpty(new Outcome.Unknown()));
        });
    }

    private Mono<Plan> plan(TenantId tenant, @Nullable ConnectionKey key) {
        return key == null
                ? connections
                        .page(tenant, null, MOST)
                        .map(each -> each.key().value())
                        .collect(Collectors.toSet())
                        .map(taken -> new Plan(freshKey(taken), apps.hosted()))
                : connections
                        .find(tenant, key)
                        .filter(found -> found.type() == ConnectionType.SLACK)
                        .map(StoredConnection::key)
                        .flatMap(found -> directory.withSecrets(tenant, found))
                        .map(access -> new Plan(key, apps.of(access)));
    }

    private static ConnectionKey freshKey(Set<String> taken) {
        String key = "slack";
        int number = 2;
        while (taken.contains(key)) {
            key = "slack-" + number;
            number++;
        }
        return new ConnectionKey(key);
    }

    private Mono<Outcome> begin(Command command, Plan plan) {
        App app = plan.app().orElse(null);
        if (app == null) {
            return Mono.just(new Outcome.NoApp());
        }
        String state = secrets.next();
        return states.leave(command.caller().tenant(), command.session(), state, plan.key())
                .map(kept ->
                        kept ? new Outcome.Away(apps.page(app, state)) : new Outcome.TooMany());
    }
}
