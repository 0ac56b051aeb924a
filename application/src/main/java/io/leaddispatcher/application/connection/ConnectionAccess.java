package io.leaddispatcher.application.connection;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A connection with what is needed to use it: its settings and its decrypted secrets. */
public final class ConnectionAccess {

    private final ConnectionKey key;
    private final String type;
    private final Map<String, Object> settings;
    private final Map<String, Secret> secrets;

    public ConnectionAccess(
            ConnectionKey key,
            String type,
            Map<String, Object> settings,
            Map<String, Secret> secrets) {
        this.key = key;
        this.type = type;
        this.settings = Map.copyOf(settings);
        this.secrets = Map.copyOf(secrets);
    }

    public ConnectionKey key() {
        return key;
    }

    /**
     * Whose answers are remembered under it: those of the account to which the key leads now, and
     * of no other that it led to before.
     */
    public String account() {
        return ConnectionType.of(type)
                .flatMap(ConnectionType::recordsOf)
                .flatMap(this::text)
                .map(account -> key + "@" + account)
                .orElse(key.value());
    }

    /** The same connection with one setting more, or another value of it. */
    public ConnectionAccess with(String setting, Object value) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(setting, value);
        return new ConnectionAccess(key, type, all, secrets);
    }

    /** {@code hubspot}, {@code slack}, {@code form} and so on. */
    public String type() {
        return type;
    }

    public Map<String, Object> settings() {
        return settings;
    }

    /** A setting as text; numbers count, so that {@code 62515} and {@code "62515"} are the same. */
    public Optional<String> text(String setting) {
        return switch (settings.get(setting)) {
            case String text when !text.isBlank() -> Optional.of(text.strip());
            case BigDecimal number -> Optional.of(number.toPlainString());
            case Integer number -> Optional.of(number.toString());
            case Long number -> Optional.of(number.toString());
            case null, default -> Optional.empty();
        };
    }

    public boolean flag(String setting) {
        return Boolean.TRUE.equals(settings.get(setting));
    }

    public Optional<Secret> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /** Whether nobody has given it other secrets than the other has. */
    public boolean hasTheSecretsOf(ConnectionAccess other) {
        return secrets.keySet().equals(other.secrets.keySet())
                && secrets.entrySet().stream()
                        .allMatch(each ->
                                other.secret(each.getKey())
                                        .filter(secret ->
                                                secret.reveal().equals(each.getValue().reveal()))
                                        .isPresent());
    }

    @Override
    public String toString() {
        return "ConnectionAccess[%s, %s]".formatted(key, type);
    }
}
