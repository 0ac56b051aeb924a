package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.ClientNetwork;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.sso.port.IdentityProvider;
import io.leaddispatcher.application.sso.port.IdentityProvider.Beginning;
import io.leaddispatcher.application.sso.port.IdentityProvider.Client;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.SsoAttempts;
import io.leaddispatcher.application.sso.port.SsoAttempts.Attempt;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.sso.SingleSignOn;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Sends a browser to the provider of a workspace. */
@UseCase
public final class BeginSso {

    /**
     * Who begins.
     *
     * @param workspace its short name
     * @param browser a secret that only this browser has
     * @param address where the request came from
     */
    public record Command(String workspace, Secret browser, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Away(URI to) implements Outcome {}

        /** There is no such workspace, or it has no provider. */
        record Unknown() implements Outcome {}

        /** The provider does not answer as it should. */
        record Unavailable() implements Outcome {}

        /** From this address too many are on their way. */
        record TooMany(Duration retryAfter) implements Outcome {}
    }

    /** Long enough to look for a phone with the second factor of the provider. */
    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(BeginSso.class);

    private final Workspaces workspaces;
    private final SsoConnections connections;
    private final SsoAttempts attempts;
    private final SsoAddresses addresses;
    private final IdentityProvider provider;
    private final SecretTokens secrets;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public BeginSso(
            Workspaces workspaces,
            SsoConnections connections,
            SsoAttempts attempts,
            SsoAddresses addresses,
            IdentityProvider provider,
            SecretTokens secrets,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.connections = connections;
        this.attempts = attempts;
        this.addresses = addresses;
        this.provider = provider;
        this.secrets = secrets;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.just(command.workspace())
                .filter(Key::isValid)
                .flatMap(workspaces::find)
                .flatMap(tenant ->
                        unitOfWork
                                .run(tenant, connections.find(tenant))
                                .map(SsoConnections.Stored::settings)
                                .filter(SingleSignOn::enabled)
                                .flatMap(settings -> begin(tenant, settings, command)))
                .defaultIfEmpty(new Outcome.Unknown());
    }

    private Mono<Outcome> begin(TenantId tenant, SingleSignOn settings, Command command) {
        var beginning =
                new Beginning(
                        addresses.redirect(command.workspace()),
                        secrets.next(),
                        secrets.next(),
                        secrets.next());
        // Kept first: nobody makes us call out more often than they may begin.
        return keep(tenant, settings, beginning, command)
                .flatMap(kept ->
                        kept
                                ? away(tenant, settings, beginning)
                                : Mono.just(new Outcome.TooMany(GOOD_FOR)));
    }

    private Mono<Outcome> away(TenantId tenant, SingleSignOn settings, Beginning beginning) {
        return provider.begin(new Client(tenant, settings.issuer(), settings.clientId()), beginning)
                .<Outcome>map(Outcome.Away::new)
                .onErrorResume(
                        ProviderException.class,
                        e -> {
                            LOG.warn(
                                    "the identity provider of {} is of no use: {}",
                                    tenant,
                                    e.getMessage());
                            return Mono.just(new Outcome.Unavailable());
                        });
    }

    private Mono<Boolean> keep(
            TenantId tenant, SingleSignOn settings, Beginning beginning, Command command) {
        Instant now = clock.instant();
        return unitOfWork.run(
                tenant,
                attempts.keep(
                        tenant,
                        TokenHash.of(beginning.state()),
                        TokenHash.of(command.browser().reveal()),
                        ClientNetwork.of(command.address()),
                        new Attempt(settings.issuer(), beginning.nonce(), beginning.verifier()),
                        now,
                        now.plus(GOOD_FOR)));
    }
}
