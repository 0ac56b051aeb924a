package io.leaddispatcher.web.audit;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is about, by the name that it has now.
 *
 * @param link null where there is no page of it, or the reader may not see it
 */
record AuditTarget(String text, @Nullable String link) {

    /**
     * Null when it is not there any more, or has no name: then its label says most.
     *
     * @param names by label
     */
    static @Nullable AuditTarget of(
            String label, Map<String, String> names, Actor reader, Words words) {
        int colon = label.indexOf(':');
        if (colon < 1) {
            return null;
        }
        var kind = label.substring(0, colon);
        var key = label.substring(colon + 1);
        var name = names.get(label);
        if (kind.equals("policy")) {
            name = words.name("policy.kind", key);
        } else if (kind.equals("lead") && name != null && name.isEmpty()) {
            name = key;
        }
        return name == null
                ? null
                : new AuditTarget(
                        words.say("audit.target", words.name("audit.target", kind), name),
                        reader.may(needed(kind)) ? link(kind, key) : null);
    }

    /** Without which the page of such a thing is refused. */
    private static Permission needed(String kind) {
        return switch (kind) {
            case "lead" -> Permission.VIEW_LEADS;
            case "connection" -> Permission.VIEW_CONNECTIONS;
            default -> Permission.VIEW_CONFIGURATION;
        };
    }

    private static @Nullable String link(String kind, String key) {
        return switch (kind) {
            case "lead" -> "/leads/" + key;
            case "policy" -> "/policy/history?kind=" + key;
            case "rep", "team", "pool", "segment", "field", "list", "account", "template" ->
                    "/" + kind + "s/" + key;
            case "territory" -> "/territories/" + key;
            case "queue" -> "/set-up/queues/" + key;
            case "sla-policy" -> "/sla/" + key;
            case "connection" -> "/connections/" + key;
            default -> null;
        };
    }
}
