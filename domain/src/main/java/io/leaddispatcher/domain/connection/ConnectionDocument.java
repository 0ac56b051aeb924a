package io.leaddispatcher.domain.connection;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation.Code;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection as somebody wants it. Holds secrets in clear, so it is no record and prints none of
 * them.
 */
public final class ConnectionDocument {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SECRET = 4_096;
    private static final int SHORTEST_KEY = 16;
    private static final String KEY_PREFIX = "whsec_";

    /** What is sent with each call, as it is. */
    private static final ImmutableSet<String> TOKENS = ImmutableSet.of("botToken", "accessToken");

    private static final String IMPLICIT_TLS_PORT = "465";

    /** The connection that a document replaces: its settings, and the secrets it has. */
    public record Stored(
            ConnectionType type, boolean active, Map<String, ?> settings, Set<String> secrets) {
        public Stored {
            secrets = Set.copyOf(secrets);
        }
    }

    private final ConnectionType type;
    private final String name;
    private final boolean active;
    private final Map<String, Object> settings;
    private final Map<String, String> secrets;
    private final boolean anotherAccount;

    private ConnectionDocument(
            ConnectionType type,
            String name,
            boolean active,
            Map<String, Object> settings,
            Map<String, String> secrets,
            boolean anotherAccount) {
        this.type = type;
        this.name = name;
        this.active = active;
        this.settings = Map.copyOf(settings);
        this.secrets = Map.copyOf(secrets);
        this.anotherAccount = anotherAccount;
    }

    /**
     * Reads a document. One that lacks what its type needs is kept as well and is not active,
     * unless it says that it is, or has been until now. A hook without the secret that verifies
     * what comes in is not kept at all.
     *
     * @param stored what it replaces; null for a new connection
     */
    public static Optional<ConnectionDocument> read(
            ConnectionKey key, Part document, @Nullable Stored stored) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        document.ignore("key", "hookUrl", "health", "missing");
        Optional<String> name =
                document.property("name").flatMap(part -> part.asText(LONGEST_NAME));
        boolean unsaid = document.property("active").isEmpty();
        boolean active = document.flag("active", true);
        Optional<Part> settingsPart = document.property("settings");
        Optional<Part> secretsPart = document.property("secrets");
        Optional<ConnectionType> type =
                document.requiredProperty("type").flatMap(part -> type(part, stored));
        document.refuseUnknown();
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> settings = settings(type.get(), settingsPart);
        Map<String, String> secrets = secrets(type.get(), secretsPart);
        Optional<String> moved = changedAccount(type.get(), settings, stored);
        requireKeptSecrets(document, secrets, moved, stored);
        List<String> missing = missing(type.get(), settings, secrets, stored);
        boolean mayLack = !active || (unsaid && (stored == null || !stored.active()));
        String verifying = "secrets/" + type.get().signingSecret().orElse("");
        require(
                type.get(),
                document,
                missing.stream().filter(place -> !mayLack || place.equals(verifying)).toList());
        return Optional.of(
                new ConnectionDocument(
                        type.get(),
                        name.orElse(key.value()),
                        active && missing.isEmpty(),
                        settings,
                        secrets,
                        moved.isPresent()));
    }

    private static Optional<ConnectionType> type(Part part, @Nullable Stored stored) {
        Optional<String> word = part.asText();
        Optional<ConnectionType> type = word.flatMap(ConnectionType::of);
        if (word.isPresent() && type.isEmpty()) {
            part.violation(
                    Code.OUT_OF_RANGE,
                    "must be one of "
                            + Arrays.stream(ConnectionType.values())
                                    .map(ConnectionType::word)
                                    .collect(Collectors.joining(", ")));
        }
        if (type.isPresent() && stored != null && stored.type() != type.get()) {
            part.violation(
                    Code.CONFLICT,
                    "is '%s' and stays so; make another connection"
                            .formatted(stored.type().word()));
            return Optional.empty();
        }
        return type;
    }

    private static Map<String, Object> settings(ConnectionType type, Optional<Part> part) {
        Map<String, Object> found = new LinkedHashMap<>();
        if (part.isPresent() && !part.get().requireObject()) {
            return found;
        }
        for (Setting setting : type.settings()) {
            Optional<Part> value = part.flatMap(settings -> settings.property(setting.name()));
            value.ifPresent(sent -> {
                setting.shape().check(sent);
                found.put(setting.name(), Objects.requireNonNull(sent.value()));
            });
        }
        part.ifPresent(Part::refuseUnknown);
        return found;
    }

    /** The secrets that were sent; one that came back as it was shown counts as left out. */
    private static Map<String, String> secrets(ConnectionType type, Optional<Part> part) {
        Map<String, String> found = new LinkedHashMap<>();
        if (part.isEmpty() || !part.get().requireObject()) {
            return found;
        }
        List<String> names = new ArrayList<>(type.requiredSecrets());
        names.addAll(type.optionalSecrets());
        for (String name : names) {
            part.get()
                    .property(name)
                    .filter(secret -> !isMask(secret.value()))
                    .ifPresent(secret ->
                            secret(type, name, secret).ifPresent(text -> found.put(name, text)));
        }
        part.get().refuseUnknown();
        return found;
    }

    /** Whether a document brings secrets, and does not only show which there are. */
    public static boolean bringsSecrets(Map<String, ?> document) {
        return document.get("secrets") instanceof Map<?, ?> sent
                && sent.values().stream().anyMatch(value -> value != null && !isMask(value));
    }

    private static boolean isMask(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && map.get("set") instanceof Boolean)
                || "***".equals(value);
    }

    private static Optional<String> secret(ConnectionType type, String name, Part secret) {
        Optional<String> text = secret.asText();
        if (text.isPresent() && text.get().length() > LONGEST_SECRET) {
            secret.violation(
                    Code.OUT_OF_RANGE, "must be at most " + LONGEST_SECRET + " characters long");
            return Optional.empty();
        }
        if (text.isPresent()
                && (type == ConnectionType.GENERIC || type == ConnectionType.CRM)
                && name.equals("signingSecret")
                && !isSigningKey(text.get())) {
            secret.violation(
                    Code.MALFORMED,
                    "must be 'whsec_' and at least %d bytes in base64".formatted(SHORTEST_KEY));
            return Optional.empty();
        }
        if (text.isPresent() && TOKENS.contains(name) && !isToken(text.get())) {
            secret.violation(
                    Code.MALFORMED,
                    "must hold nothing but letters, digits and signs without accents; copy it again");
            return Optional.empty();
        }
        return text;
    }

    /** Whether it can be sent in a header. */
    private static boolean isToken(String text) {
        return text.chars().allMatch(each -> each > ' ' && each < 0x7F);
    }

    private static boolean isSigningKey(String text) {
        String base64 = text.startsWith(KEY_PREFIX) ? text.substring(KEY_PREFIX.length()) : text;
        try {
            return Base64.getDecoder().decode(base64).length >= SHORTEST_KEY;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> missing(
            ConnectionType type,
            Map<String, Object> settings,
            Map<String, String> sent,
            @Nullable Stored stored) {
        Set<String> secrets = new HashSet<>(sent.keySet());
        if (stored != null) {
            secrets.addAll(stored.secrets());
        }
        return type.missing(settings.keySet(), secrets);
    }

    private static void require(ConnectionType type, Part document, List<String> missing) {
        for (String place : missing) {
            String name = place.substring(place.indexOf('/') + 1);
            document.violations()
                    .add(
                            document.child(place.substring(0, place.indexOf('/'))) + "/" + name,
                            Code.REQUIRED,
                            "'%s' is required for %s".formatted(name, type.word()));
        }
    }

    private static void requireKeptSecrets(
            Part document,
            Map<String, String> sent,
            Optional<String> moved,
            @Nullable Stored stored) {
        Set<String> kept = stored == null ? Set.of() : stored.secrets();
        String pointer = document.child("secrets") + "/";
        moved.ifPresent(setting ->
                kept.stream()
                        .filter(name -> !sent.containsKey(name))
                        .sorted()
                        .forEach(name ->
                                document.violations()
                                        .add(
                                                pointer + name,
                                                Code.REQUIRED,
                                                "'%s' must be sent again, since '%s' changes"
                                                        .formatted(name, setting))));
    }

    /** The first setting that says whom we talk to and is another one than before. */
    private static Optional<String> changedAccount(
            ConnectionType type, Map<String, Object> settings, @Nullable Stored stored) {
        return stored == null
                ? Optional.empty()
                : type.settings().stream()
                        .filter(Setting::account)
                        .map(Setting::name)
                        .filter(name -> !same(stored.settings().get(name), settings.get(name)))
                        .findFirst();
    }

    /** Numbers and text count alike. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return Objects.equals(plain(one), plain(other));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value;
    }

    public ConnectionType type() {
        return type;
    }

    /** The key where no name was given. */
    public String name() {
        return name;
    }

    /** One that is not active takes nothing in and sends nothing out. */
    public boolean active() {
        return active;
    }

    public Map<String, Object> settings() {
        return settings;
    }

    /** The secrets that were sent, by name. */
    public Map<String, String> secrets() {
        return secrets;
    }

    /** Whether it says that somebody else is talked to than before. */
    public boolean namesAnotherAccount() {
        return anotherAccount;
    }

    /**
     * Whether a mail server on another machine is shown a password that anybody on the way can
     * read.
     *
     * @param kept the secrets that there are already, by name
     */
    public boolean showsPasswordOnTheWay(Set<String> kept) {
        return type == ConnectionType.SMTP
                && Boolean.FALSE.equals(settings.get("startTls"))
                && !IMPLICIT_TLS_PORT.equals(String.valueOf(plain(settings.get("port"))))
                && !isThisMachine(String.valueOf(settings.get("host")))
                && (!secrets.isEmpty() || !kept.isEmpty());
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || (InetAddresses.isInetAddress(host)
                        && InetAddresses.forString(host).isLoopbackAddress());
    }

    @Override
    public String toString() {
        return "ConnectionDocument[%s, secrets %s]".formatted(type, secrets.keySet());
    }
}
