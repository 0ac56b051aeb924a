package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Keeps what the other side has granted to somebody who logged in there: over what the connection
 * has, or in a new one. Called inside a unit of work.
 */
public final class GrantedConnections {

    /**
     * What was granted.
     *
     * @param name of a connection that is new
     * @param settings over those that there are
     */
    public record Grant(
            ConnectionKey key,
            ConnectionType type,
            String name,
            Map<String, Object> settings,
            Map<String, Secret> secrets) {
        public Grant {
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
        }
    }

    private final Connections connections;
    private final ConfigurationDocuments configuration;
    private final Unlocking unlocking;
    private final FormerAccount former;
    private final AuditTrail trail;
    private final Ids ids;
    private final SecretTokens tokens;
    private final InstantSource clock;

    public GrantedConnections(
            Connections connections,
            ConfigurationDocuments configuration,
            SecretCipher cipher,
            AuditTrail trail,
            Ids ids,
            SecretTokens tokens,
            InstantSource clock) {
        this.connections = connections;
        this.configuration = configuration;
        this.unlocking = new Unlocking(connections, cipher);
        this.former = new FormerAccount(connections);
        this.trail = trail;
        this.ids = ids;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** False when the key is that of a connection of another type. */
    public Mono<Boolean> keep(Caller caller, Grant grant) {
        TenantId tenant = caller.tenant();
        return configuration
                .lock(tenant)
                .then(
                        connections
                                .find(tenant, grant.key())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty()))
                .flatMap(stored ->
                        stored.filter(found -> found.type() != grant.type()).isPresent()
                                ? Mono.just(false)
                                : keep(caller, grant, stored).thenReturn(true));
    }

    private Mono<Void> keep(Caller caller, Grant grant, Optional<StoredConnection> stored) {
        TenantId tenant = caller.tenant();
        return configuration
                .advanceLookUps(tenant)
                .map(version -> next(grant, stored, version))
                .flatMap(next ->
                        former.forget(tenant, next, stored)
                                .then(unlocking.lock(tenant, next, plain(grant)))
                                .flatMap(ciphertexts -> connections.save(tenant, next, ciphertexts))
                                .then(
                                        Mono.defer(() ->
                                                trail.append(
                                                        tenant, entry(caller, stored, next)))));
    }

    private static Map<String, String> plain(Grant grant) {
        return grant.secrets().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, secret -> secret.getValue().reveal()));
    }

    private static AuditEntry entry(
            Caller caller, Optional<StoredConnection> before, StoredConnection after) {
        return AuditEntry.by(
                caller.actor(),
                before.isEmpty() ? AuditAction.CONNECTION_CREATED : AuditAction.CONNECTION_CHANGED,
                "connection:" + after.key().value(),
                Changes.between(
                        before.map(StoredConnection::withoutSecrets).orElse(Map.of()),
                        after.withoutSecrets()));
    }

    private StoredConnection next(Grant grant, Optional<StoredConnection> stored, long version) {
        Instant now = clock.instant();
        Map<String, Object> settings =
                new HashMap<>(stored.map(StoredConnection::settings).orElse(Map.of()));
        settings.putAll(grant.settings());
        Map<String, Instant> secretsSetAt =
                new HashMap<>(stored.map(before -> kept(before, settings)).orElse(Map.of()));
        grant.secrets().keySet().forEach(name -> secretsSetAt.put(name, now));
        return new StoredConnection(
                stored.map(StoredConnection::id).orElseGet(ids::next),
                grant.key(),
                grant.type(),
                stored.map(StoredConnection::name).orElse(grant.name()),
                // Whoever adds the app wants it used.
                grant.type().missing(settings.keySet(), secretsSetAt.keySet()).isEmpty(),
                settings,
                secretsSetAt,
                stored.map(StoredConnection::hookId).orElseGet(tokens::next),
                version);
    }

    /** The signing secret before the present one proves nothing about another account. */
    private static Map<String, Instant> kept(
            StoredConnection before, Map<String, Object> settings) {
        return before.settings().equals(settings)
                ? before.secretsSetAt()
                : before.presentSecretsSetAt();
    }
}
