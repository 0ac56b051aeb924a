package io.leaddispatcher.web.connection;

import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form of one connection.
 *
 * @param fresh whether it is to be made
 * @param version what is being changed; empty for a fresh one
 * @param problems what belongs to no field
 * @param steps how to set it up
 * @param hookUrl where the other side sends to; null as long as it is not made
 */
record ConnectionForm(
        String type,
        String typeName,
        boolean fresh,
        String version,
        String key,
        @Nullable String keyProblem,
        String name,
        @Nullable String nameProblem,
        @Nullable String hookUrl,
        List<String> steps,
        List<Input> inputs,
        List<String> problems) {

    /**
     * @param control {@code text}, {@code password}, {@code number}, {@code url}, {@code checkbox}
     *     or {@code textarea}
     * @param value never that of a secret
     * @param setSince when the secret was set; null when it is not, and for a setting
     * @param previousUntil until when the secret before it works, too; null when none does
     */
    record Input(
            String name,
            String label,
            String help,
            String control,
            String value,
            boolean optional,
            @Nullable String problem,
            @Nullable When setSince,
            @Nullable When previousUntil) {}

    /** An empty form, with a key that is free. */
    static ConnectionForm fresh(ConnectionType type, List<Tree> existing, Words words) {
        var key = type.code();
        int number = 2;
        while (find(existing, key) != null) {
            key = type.code() + "-" + number;
            number++;
        }
        var empty = new Tree(Map.of("settings", defaults(type)));
        return of(type, key, words.name("connection.type", type.code()), empty, List.of(), words);
    }

    static ConnectionForm of(
            ConnectionType type,
            String key,
            String name,
            Tree connection,
            List<Violation> violations,
            Words words) {
        var left = new ArrayList<>(violations);
        var inputs =
                type.fields().stream()
                        .map(field -> input(type, field, connection, left, words))
                        .toList();
        return new ConnectionForm(
                type.code(),
                words.name("connection.type", type.code()),
                !connection.has("key"),
                connection.text("version", ""),
                key,
                take(left, "/key", words),
                name,
                take(left, "/name", words),
                connection.text("hookUrl"),
                IntStream.rangeClosed(1, type.steps())
                        .mapToObj(step ->
                                words.say("connection.step.%s.%d".formatted(type.code(), step)))
                        .toList(),
                inputs,
                left.stream().map(each -> words.problemAlone(each.message())).toList());
    }

    /** The form as it was sent, over what is stored. */
    static Tree sent(ConnectionType type, Tree stored, MultiValueMap<String, String> sent) {
        var settings = new LinkedHashMap<Object, Object>(stored.tree("settings").members());
        for (ConnectionField field : type.fields()) {
            if (!field.secret()) {
                var value = field.toValue(text(sent, field.name()));
                if (value == null) {
                    settings.remove(field.name());
                } else {
                    settings.put(field.name(), value);
                }
            }
        }
        var members = new LinkedHashMap<Object, Object>(stored.members());
        members.put("settings", settings);
        return new Tree(members);
    }

    /** What to put: the settings, and of the secrets only those that were given. */
    static Map<String, Object> document(
            ConnectionType type, Tree connection, String name, MultiValueMap<String, String> sent) {
        var secrets = new LinkedHashMap<String, Object>();
        for (ConnectionField field : type.fields()) {
            var value = field.secret() ? field.toValue(text(sent, field.name())) : null;
            if (value != null) {
                secrets.put(field.name(), value);
            }
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("type", type.code());
        if (!name.isBlank()) {
            document.put("name", name.strip());
        }
        // Whoever fills it in means to use it, so that they are told what is missing.
        boolean begun = !connection.has("active") || connection.has("missing");
        document.put("active", begun || connection.is("active"));
        document.put("settings", connection.tree("settings").members());
        if (!secrets.isEmpty()) {
            document.put("secrets", secrets);
        }
        return document;
    }

    static String text(MultiValueMap<String, String> sent, String name) {
        var text = sent.getFirst(name);
        return text == null ? "" : text;
    }

    static @Nullable Tree find(List<Tree> connections, String key) {
        return connections.stream()
                .filter(connection -> connection.text("key", "").equals(key))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> defaults(ConnectionType type) {
        return type == ConnectionType.SMTP ? Map.of("port", 587, "startTls", true) : Map.of();
    }

    private static Input input(
            ConnectionType type,
            ConnectionField field,
            Tree connection,
            List<Violation> violations,
            Words words) {
        var entry = "connection.field." + type.code() + "." + field.name();
        var secret = connection.tree("secrets").tree(field.name());
        return new Input(
                field.name(),
                words.say(entry),
                help(type, field, secret, words),
                control(field.kind()),
                field.secret() ? "" : field.toText(connection.tree("settings").get(field.name())),
                !field.required(),
                take(violations, field.pointer(), words),
                secret.is("set") ? words.whenOrNull(secret.instant("at")) : null,
                words.whenAhead(secret.instant("previousUntil")));
    }

    private static String help(
            ConnectionType type, ConnectionField field, Tree secret, Words words) {
        var help = words.say("connection.field.%s.%s.help".formatted(type.code(), field.name()));
        return secret.is("set") && type.signs(field)
                ? help + " " + words.say("connection.overlap")
                : help;
    }

    private static String control(ConnectionField.Kind kind) {
        return switch (kind) {
            case SECRET -> "password";
            case ADDRESS -> "url";
            case CHOICE -> "checkbox";
            case LINES, PAIRS -> "textarea";
            case TEXT, NUMBER -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The first message for the part, which it takes out together with all others for it. */
    private static @Nullable String take(List<Violation> violations, String pointer, Words words) {
        var mine =
                violations.stream()
                        .filter(violation ->
                                violation.pointer().equals(pointer)
                                        || violation.pointer().startsWith(pointer + "/"))
                        .toList();
        violations.removeAll(mine);
        return mine.isEmpty() ? null : words.problem(mine.getFirst().message());
    }
}
