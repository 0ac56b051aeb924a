package io.leaddispatcher.application.configuration;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the domain read a document and tells what is wrong with it. The one place that knows which
 * type of the domain reads which kind of document.
 */
public final class DocumentValidation {

    private DocumentValidation() {}

    /** Everything that is wrong with a configuration document; empty when it may be kept. */
    public static List<Violation> of(
            ConfigurationKind kind, String key, Map<String, ?> document, KnownConfiguration known) {
        Violations violations = new Violations();
        Part root = Part.root(document, violations);
        root.requiredText("name");
        return violations.list();
    }

    /** Everything that is wrong with a routing policy. */
    public static List<Violation> ofPolicy(
            PolicyKind kind, Map<String, ?> document, KnownConfiguration known) {
        Violations violations = new Violations();
        Part root = Part.root(document, violations);
        root.requiredProperty("fallback");
        return violations.list();
    }

    /** The accounts that a document names. */
    static Set<String> accountsNamedBy(ConfigurationKind kind, Map<String, ?> document) {
        return switch (kind) {
            case TERRITORY -> texts(document.get("accounts"));
            case ACCOUNT -> texts(document.get("parent"));
            default -> Set.of();
        };
    }

    private static Set<String> texts(@Nullable Object value) {
        Set<String> found = new HashSet<>();
        if (value instanceof String text) {
            found.add(text);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof String text) {
                    found.add(text);
                }
            });
        }
        return found;
    }
}
