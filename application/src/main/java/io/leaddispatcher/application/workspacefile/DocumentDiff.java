package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.DocumentWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What changes in one document, in words. */
final class DocumentDiff {

    private static final int LONGEST = 200;

    private DocumentDiff() {}

    static List<Change> of(DocumentBatch.Change change) {
        String path = "/%s/%s".formatted(change.kind().pathName(), change.key());
        Phrase name = name(change.kind(), change.key());
        Map<String, ?> before = change.before();
        if (before == null) {
            return List.of(new Change(path, ChangePhrases.added(name)));
        }
        Set<String> properties = new TreeSet<>(before.keySet());
        properties.addAll(change.after().keySet());
        List<Change> changes = new ArrayList<>();
        for (String property : properties) {
            Object then = before.get(property);
            Object now = change.after().get(property);
            if (!Objects.equals(then, now)) {
                changes.add(
                        new Change(
                                path + "/" + property.replace("~", "~0").replace("/", "~1"),
                                ChangePhrases.about(name, told(property, then, now))));
            }
        }
        // A property that is null is another document than one without it.
        return changes.isEmpty() ? List.of(new Change(path, ChangePhrases.changed(name))) : changes;
    }

    private static Phrase name(ConfigurationKind kind, String key) {
        String word = kind.word();
        String capitalised = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return Phrase.of("import.kind." + kind, capitalised + " %s", Phrase.name(key));
    }

    private static Phrase told(String property, @Nullable Object then, @Nullable Object now) {
        Phrase what = Phrase.plain(property);
        if (then == null) {
            return Phrase.of("diff.set", "%s set to %s", what, words(now));
        }
        return now == null
                ? Phrase.of("diff.unset", "%s removed, was %s", what, words(then))
                : ChangePhrases.changed(what, words(then), words(now));
    }

    private static Phrase words(@Nullable Object value) {
        String words = DocumentWords.of(value);
        return Phrase.plain(words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…");
    }
}
