package io.leaddispatcher.application.connection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection as it is shown.
 *
 * @param document as put, but each secret shows only that and when it was set, and one that was
 *     replaced until when the one before verifies, too; with {@code key}, where events come in,
 *     {@code hookUrl}, and while something is {@code missing}, what
 */
public record ConnectionView(Map<String, Object> document, long version) {

    static ConnectionView of(StoredConnection connection, HookAddresses addresses) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("key", connection.key().value());
        document.put("type", connection.type().word());
        document.put("name", connection.name());
        document.put("active", connection.active());
        document.put("settings", connection.settings());
        Map<String, Object> secrets = new LinkedHashMap<>();
        connection.presentSecretsSetAt().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(secret ->
                        secrets.put(
                                secret.getKey(),
                                state(connection, secret.getKey(), secret.getValue())));
        document.put("secrets", secrets);
        List<String> missing = connection.missing();
        if (!missing.isEmpty()) {
            document.put("missing", missing);
        }
        addresses.of(connection).ifPresent(address -> document.put("hookUrl", address));
        return new ConnectionView(document, connection.version());
    }

    private static Map<String, Object> state(
            StoredConnection connection, String secret, Instant at) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("set", true);
        state.put("at", at.toString());
        // Also when it is past, so that a version of a connection always looks the same.
        connection
                .previousSecretUntil()
                .filter(_ -> connection.type().signingSecret().filter(secret::equals).isPresent())
                .ifPresent(until -> state.put("previousUntil", until.toString()));
        return state;
    }
}
