package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The connections of each tenant, their secrets encrypted. */
public interface Connections {

    Mono<StoredConnection> find(TenantId tenant, ConnectionKey key);

    /** In the order of keys, those after the given one. */
    Flux<StoredConnection> page(TenantId tenant, @Nullable String after, int limit);

    /** The active ones of a type, in the order of keys. */
    Flux<StoredConnection> active(TenantId tenant, ConnectionType type);

    /** Likewise of several types, with their encrypted secrets, in one round trip. */
    Flux<Locked> activeLocked(TenantId tenant, Set<ConnectionType> types);

    /**
     * Inserts or replaces. Secrets that are not given stay, unless the connection no longer names
     * them. New ones wake what waits for the other side to take them: events to be read, writes to
     * a CRM, a mirror that stands still.
     */
    Mono<Void> save(TenantId tenant, StoredConnection connection, Map<String, byte[]> ciphertexts);

    /**
     * Puts other ciphertexts in the place of secrets that the other side has changed. The version
     * stays. Nothing happens to a secret that is not the one any more that was shown: then somebody
     * has sent a new one. Whatever else of the connection has changed since does not matter.
     *
     * @param shown the connection with the secrets that the other side has seen
     */
    Mono<Void> rotateSecrets(
            TenantId tenant, Locked shown, Map<String, byte[]> ciphertexts, Instant at);

    /**
     * Drops what only the account behind a connection means by it, before another account takes its
     * place or none does: its records and who they are here, the accounts of its companies that
     * nobody has changed, events that were not read and what is still to be written. Leads stay,
     * and are known by the account's ids to none but this account.
     */
    Mono<Void> forgetAccount(TenantId tenant, ConnectionKey key);

    /** What else there is of its account is to be forgotten before. */
    Mono<Void> delete(TenantId tenant, ConnectionKey key);

    /** The encrypted secrets of a connection by name. */
    Mono<Map<String, byte[]>> ciphertexts(TenantId tenant, UUID connection);

    /** Whose hook this is. Needs no unit of work. */
    Mono<HookOwner> ownerOf(String hookId);

    /**
     * Takes the turn to test a connection; false when the last test was less than the pause ago.
     */
    Mono<Boolean> beginTest(TenantId tenant, ConnectionKey key, Instant at, Duration pause);

    /**
     * A connection with what it takes to use it.
     *
     * @param ciphertexts its encrypted secrets by name
     */
    record Locked(StoredConnection connection, Map<String, byte[]> ciphertexts) {

        public Locked {
            ciphertexts = Map.copyOf(ciphertexts);
        }
    }

    /** The connection that a hook belongs to. */
    record HookOwner(TenantId tenant, ConnectionKey key) {}
}
