package io.leaddispatcher.application.connection;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A connection as it is kept, without the secrets themselves.
 *
 * @param id never changes; part of the place to which each secret is bound
 * @param secretsSetAt when each secret was set, by its name
 * @param hookId unguessable, never changes
 * @param version grows with each change
 */
public record StoredConnection(
        UUID id,
        ConnectionKey key,
        ConnectionType type,
        String name,
        boolean active,
        Map<String, Object> settings,
        Map<String, Instant> secretsSetAt,
        String hookId,
        long version) {

    public StoredConnection {
        settings = Map.copyOf(settings);
        secretsSetAt = Map.copyOf(secretsSetAt);
    }

    /** To what a secret's ciphertext is bound. */
    String place(String secret) {
        return id + "/" + secret;
    }

    /** What the audit log tells of it: of secrets when they were set, and nothing of the hook. */
    Map<String, Object> withoutSecrets() {
        Map<String, String> setAt = new TreeMap<>();
        secretsSetAt.forEach((secret, at) -> setAt.put(secret, at.toString()));
        return Map.of(
                "type", type.word(),
                "name", name,
                "active", active,
                "settings", settings,
                "secretsSetAt", setAt);
    }
}
