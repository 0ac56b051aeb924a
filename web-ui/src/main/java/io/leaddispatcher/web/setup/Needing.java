package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Dependent;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What needs a document, in the reader's language, each with the page where it can be changed. */
final class Needing {

    private static final Pattern DOCUMENT = Pattern.compile("([A-Za-z ]+) '(.+)'");
    private static final Pattern POLICY =
            Pattern.compile("the active ([a-z]+) policy \\(version ([0-9]+)\\)");

    private Needing() {}

    static List<Note.Line> lines(List<Dependent> dependents, Words words) {
        return lines(dependents, List.of(), words);
    }

    /** Likewise, by the names of what is known. */
    static List<Note.Line> lines(List<Dependent> dependents, List<Label> labels, Words words) {
        Map<String, String> names = new HashMap<>();
        labels.forEach(each -> names.put(each.kind() + "/" + each.key(), each.name()));
        return dependents.stream()
                .map(Dependent::what)
                .distinct()
                .map(what -> line(what, names, words))
                .toList();
    }

    private static Note.Line line(String what, Map<String, String> names, Words words) {
        var policy = POLICY.matcher(what);
        if (policy.matches()) {
            return new Note.Line(
                    words.say("setup.one.policy." + policy.group(1), policy.group(2)),
                    "/policy?kind=" + policy.group(1));
        }
        var named = DOCUMENT.matcher(what);
        if (!named.matches()) {
            return new Note.Line(what, null);
        }
        return kind(named.group(1))
                .map(kind ->
                        new Note.Line(
                                words.say(
                                        "setup.one." + kind.pathName(),
                                        names.getOrDefault(
                                                kind + "/" + named.group(2), named.group(2))),
                                href(kind, named.group(2))))
                .orElseGet(() -> new Note.Line(what, null));
    }

    private static Optional<ConfigurationKind> kind(String word) {
        return Arrays.stream(ConfigurationKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    private static @Nullable String href(ConfigurationKind documents, String key) {
        return Arrays.stream(SetupKind.values())
                .filter(kind -> kind.documents() == documents)
                .map(kind -> kind.address(key))
                .findFirst()
                .orElse(null);
    }
}
