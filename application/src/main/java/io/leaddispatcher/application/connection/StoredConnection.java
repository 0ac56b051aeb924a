package io.leaddispatcher.application.connection;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A connection as it is kept, without the secrets themselves.
 *
 * @param id never changes; part of the place to which each secret is bound
 * @param secretsSetAt when each secret was set, by its name; of the signing secret before the
 *     present one, when it was replaced
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

    /** As long as that of a webhook's secret, unless said otherwise. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    public StoredConnection {
        settings = Map.copyOf(settings);
        secretsSetAt = Map.copyOf(secretsSetAt);
    }

    /** To what a secret's ciphertext is bound. */
    String place(String secret) {
        return id + "/" + secret;
    }

    /** Without the signing secret before the present one, which nobody has set as such. */
    Map<String, Instant> presentSecretsSetAt() {
        Map<String, Instant> present = new HashMap<>(secretsSetAt);
        type.previousSigningSecret().ifPresent(present::remove);
        return present;
    }

    /** What has to be set before it can be used, as JSON pointers into its document. */
    List<String> missing() {
        return type.missing(settings.keySet(), presentSecretsSetAt().keySet()).stream()
                .map("/"::concat)
                .toList();
    }

    /**
     * Until when, exclusive, the signing secret before the present one verifies what comes in.
     * Empty when none is kept.
     */
    Optional<Instant> previousSecretUntil() {
        return type.previousSigningSecret().map(secretsSetAt::get).map(at -> at.plus(OVERLAP));
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
