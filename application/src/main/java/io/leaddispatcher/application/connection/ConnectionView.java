package io.leaddispatcher.application.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection as it is shown.
 *
 * @param document as put, but each secret shows only that and when it was set; with {@code key}
 *     and, where events come in, {@code hookUrl}
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
        connection.secretsSetAt().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(secret ->
                        secrets.put(
                                secret.getKey(),
                                Map.of("set", true, "at", secret.getValue().toString())));
        document.put("secrets", secrets);
        addresses.of(connection).ifPresent(address -> document.put("hookUrl", address));
        return new ConnectionView(document, connection.version());
    }
}
