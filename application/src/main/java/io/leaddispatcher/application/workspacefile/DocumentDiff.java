package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
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
        String word = change.kind().word();
        String name =
                "%s%s '%s'"
                        .formatted(
                                word.substring(0, 1).toUpperCase(Locale.ROOT),
                                word.substring(1),
                                change.key());
        Map<String, ?> before = change.before();
        if (before == null) {
            return List.of(new Change(path, name + " added"));
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
                                "%s: %s".formatted(name, told(property, then, now))));
            }
        }
        // A property that is null is another document than one without it.
        return changes.isEmpty() ? List.of(new Change(path, name + " changed")) : changes;
    }

    private static String told(String property, @Nullable Object then, @Nullable Object now) {
        if (then == null) {
            return "%s set to %s".formatted(property, words(now));
        }
        return now == null
                ? "%s removed, was %s".formatted(property, words(then))
                : "%s changed from %s to %s".formatted(property, words(then), words(now));
    }

    private static String words(@Nullable Object value) {
        String words = DocumentWords.of(value);
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
