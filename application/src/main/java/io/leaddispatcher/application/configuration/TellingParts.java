package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.routing.TellingFields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What pools and territories ask leads for. To whom a lead goes tells what it says there; and what
 * is asked for no more is no longer hidden in the traces of before.
 */
final class TellingParts {

    /** What the lists of a territory ask for. */
    private static final Map<String, List<String>> CLAIMS =
            Map.of(
                    "accounts", List.of("account.exists"),
                    "postalPrefixes", List.of("company.postalCode", "company.country"),
                    "states", List.of("company.state", "company.country"),
                    "countries", List.of("company.country", "company.state"));

    private TellingParts() {}

    static void check(
            Caller caller,
            ConfigurationKind kind,
            TellingFields telling,
            Map<String, ?> before,
            Map<String, ?> after) {
        if (telling.any() && !of(kind, telling, before).equals(of(kind, telling, after))) {
            caller.require(
                    Permission.ADMINISTER,
                    kind == ConfigurationKind.POOL
                            ? "skills that are matched with a field that is sensitive, or tells of one that is, need the right to see it."
                            : "a territory that claims leads by a field that is sensitive, or tells of one that is, needs the right to see it.");
        }
    }

    private static Object of(
            ConfigurationKind kind, TellingFields telling, Map<String, ?> document) {
        Part root = Part.root(document, new Violations());
        return kind == ConfigurationKind.POOL ? matches(root, telling) : claims(root, telling);
    }

    private static Set<List<String>> matches(Part pool, TellingFields telling) {
        Set<List<String>> found = new HashSet<>();
        for (Part match : pool.items("skillMatch")) {
            match.text("equals")
                    .filter(telling::tells)
                    .ifPresent(path -> found.add(List.of(path, match.text("skill").orElse(""))));
        }
        return found;
    }

    private static Map<String, Set<String>> claims(Part territory, TellingFields telling) {
        Map<String, Set<String>> found = new TreeMap<>();
        CLAIMS.forEach((list, paths) -> {
            Set<String> claimed = new TreeSet<>(territory.texts(list));
            if (!claimed.isEmpty() && paths.stream().anyMatch(telling::tells)) {
                found.put(list, claimed);
            }
        });
        if (!found.isEmpty()) {
            // What is around it has its leads, too.
            found.put("parent", Set.of(territory.text("parent").orElse("")));
        }
        return found;
    }
}
