package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns kept connections into usable ones, and secrets into what may be kept. */
final class Unlocking {

    private final Connections connections;
    private final SecretCipher cipher;

    Unlocking(Connections connections, SecretCipher cipher) {
        this.connections = connections;
        this.cipher = cipher;
    }

    Mono<ConnectionAccess> unlock(TenantId tenant, StoredConnection connection) {
        return connections
                .ciphertexts(tenant, connection.id())
                .flatMap(ciphertexts ->
                        unlock(tenant, connection, ciphertexts, isPresent(connection)));
    }

    Mono<ConnectionAccess> unlock(TenantId tenant, Connections.Locked locked) {
        return unlock(
                tenant, locked.connection(), locked.ciphertexts(), isPresent(locked.connection()));
    }

    /** To verify what comes in, so that the signing secret before the present one counts, too. */
    Mono<ConnectionAccess> unlockHook(TenantId tenant, StoredConnection connection, Instant now) {
        return connections
                .ciphertexts(tenant, connection.id())
                .flatMap(ciphertexts ->
                        unlockHook(tenant, new Connections.Locked(connection, ciphertexts), now));
    }

    /** Likewise. */
    Mono<ConnectionAccess> unlockHook(TenantId tenant, Connections.Locked locked, Instant now) {
        StoredConnection connection = locked.connection();
        boolean overlaps = connection.previousSecretUntil().filter(now::isBefore).isPresent();
        return unlock(
                tenant,
                connection,
                locked.ciphertexts(),
                overlaps ? _ -> true : isPresent(connection));
    }

    private static Predicate<String> isPresent(StoredConnection connection) {
        String previous = connection.type().previousSigningSecret().orElse("");
        return name -> !name.equals(previous);
    }

    private Mono<ConnectionAccess> unlock(
            TenantId tenant,
            StoredConnection connection,
            Map<String, byte[]> ciphertexts,
            Predicate<String> wanted) {
        return Flux.fromIterable(ciphertexts.entrySet())
                .filter(secret -> wanted.test(secret.getKey()))
                .concatMap(secret ->
                        cipher.decrypt(tenant, secret.getValue(), connection.place(secret.getKey()))
                                .map(plain ->
                                        Map.entry(
                                                secret.getKey(),
                                                new Secret(
                                                        new String(
                                                                plain, StandardCharsets.UTF_8)))))
                .collect(
                        HashMap<String, Secret>::new,
                        (secrets, secret) -> secrets.put(secret.getKey(), secret.getValue()))
                .map(secrets ->
                        new ConnectionAccess(
                                connection.key(),
                                connection.type().word(),
                                connection.settings(),
                                secrets));
    }

    Mono<Map<String, byte[]>> lock(
            TenantId tenant, StoredConnection connection, Map<String, String> secrets) {
        return Flux.fromIterable(secrets.entrySet())
                .concatMap(secret ->
                        cipher.encrypt(
                                        tenant,
                                        secret.getValue().getBytes(StandardCharsets.UTF_8),
                                        connection.place(secret.getKey()))
                                .map(ciphertext -> Map.entry(secret.getKey(), ciphertext)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
