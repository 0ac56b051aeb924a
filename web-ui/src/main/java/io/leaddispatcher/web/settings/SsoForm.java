package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.sso.SingleSignOn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What the form of single sign-on shows, and what it sends. */
record SsoForm(
        String issuer,
        String clientId,
        String domains,
        String claim,
        List<Row> rows,
        String otherwise,
        boolean everyTime,
        boolean enabled,
        boolean only) {

    /** A row of the mapping. */
    record Row(String value, String role, String team) {
        static final Row EMPTY = new Row("", Role.VIEWER.name(), "");

        boolean isBlank() {
            return value.isBlank() && team.isBlank();
        }
    }

    /** The version while nothing is set. */
    static final String NOTHING = "none";

    /** What is left free to be filled in. */
    private static final int SPARE_ROWS = 2;

    SsoForm {
        rows = List.copyOf(rows);
    }

    static SsoForm of(@Nullable SingleSignOn settings) {
        if (settings == null) {
            return new SsoForm(
                    "", "", "", "", withSpare(List.of()), Role.VIEWER.name(), false, true, false);
        }
        var roles = settings.roles();
        return new SsoForm(
                settings.issuer().toString(),
                settings.clientId(),
                String.join("\n", settings.domains()),
                Objects.requireNonNullElse(roles.claim(), ""),
                withSpare(
                        roles.rules().stream()
                                .map(rule ->
                                        new Row(
                                                rule.value(),
                                                rule.role().name(),
                                                Objects.requireNonNullElse(rule.team(), "")))
                                .toList()),
                roles.otherwise() == null ? "" : roles.otherwise().name(),
                roles.everyTime(),
                settings.enabled(),
                settings.only());
    }

    static SsoForm of(MultiValueMap<String, String> sent) {
        return new SsoForm(
                text(sent, "issuer"),
                text(sent, "clientId"),
                text(sent, "domains"),
                text(sent, "claim"),
                withSpare(rows(sent)),
                text(sent, "otherwise"),
                sent.containsKey("everyTime"),
                sent.containsKey("enabled"),
                sent.containsKey("only"));
    }

    private static List<Row> rows(MultiValueMap<String, String> sent) {
        List<Row> rows = new ArrayList<>();
        List<String> values = sent.getOrDefault("value", List.of());
        for (int i = 0; i < values.size(); i++) {
            var row = new Row(values.get(i), nth(sent, "role", i), nth(sent, "team", i));
            if (!row.isBlank()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String nth(MultiValueMap<String, String> sent, String name, int place) {
        List<String> values = sent.getOrDefault(name, List.of());
        return place < values.size() ? values.get(place) : "";
    }

    private static List<Row> withSpare(List<Row> rows) {
        return Stream.concat(rows.stream(), Stream.generate(() -> Row.EMPTY).limit(SPARE_ROWS))
                .toList();
    }

    /** What is set, as whoever has filled in the form saw it. */
    static String version(MultiValueMap<String, String> sent) {
        return text(sent, "version");
    }

    /** What is set must be what was seen; nothing is demanded of who has seen nothing. */
    static Precondition precondition(MultiValueMap<String, String> sent) {
        String version = version(sent);
        if (version.equals(NOTHING)) {
            return new Precondition.Absent();
        }
        return version.matches("[0-9]{1,18}")
                ? new Precondition.OneOf(Set.of(Long.valueOf(version)))
                : Precondition.NONE;
    }

    /** As the use case reads it. */
    Map<String, Object> document() {
        Map<String, Object> roles = new LinkedHashMap<>();
        put(roles, "claim", claim);
        roles.put("rules", rows.stream().filter(row -> !row.isBlank()).map(SsoForm::rule).toList());
        put(roles, "otherwise", otherwise);
        roles.put("everyTime", everyTime);
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "issuer", issuer);
        put(document, "clientId", clientId);
        document.put(
                "domains",
                Stream.of(domains.split("[\\s,;]+", -1)).filter(each -> !each.isEmpty()).toList());
        document.put("roles", roles);
        document.put("enabled", enabled);
        document.put("only", only);
        return document;
    }

    private static Map<String, Object> rule(Row row) {
        Map<String, Object> rule = new LinkedHashMap<>();
        put(rule, "value", row.value());
        put(rule, "role", row.role());
        put(rule, "team", row.team());
        return rule;
    }

    private static void put(Map<String, Object> document, String name, String value) {
        if (!value.isBlank()) {
            document.put(name, value.strip());
        }
    }

    /** Null keeps the one that is there. */
    static @Nullable Secret secret(MultiValueMap<String, String> sent) {
        String text = text(sent, "secret").strip();
        return text.isEmpty() ? null : new Secret(text);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "");
    }
}
