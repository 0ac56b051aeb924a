package io.leaddispatcher.web.audit;

import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.auditlog.AuditRecord;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a line of the page.
 *
 * @param actor by name where it has one
 * @param tone of the badge: what was refused or destroyed stands out
 * @param target by its name where it has one, else as the log spells it
 * @param link where it can be looked at; null when it is not there any more, or has no page
 * @param label as the log spells it; null when that is shown already
 * @param changes property by property
 * @param facts what else the entry says
 */
record AuditRow(
        long number,
        When at,
        String actor,
        String initials,
        @Nullable String address,
        String action,
        String tone,
        String target,
        @Nullable String link,
        @Nullable String label,
        List<Change> changes,
        List<Fact> facts) {

    /** A side that the property does not stand on is null. */
    record Change(String name, @Nullable String before, @Nullable String after) {}

    record Fact(String name, String value) {}

    static AuditRow of(
            AuditRecord entry,
            Map<String, String> actors,
            Map<String, String> targets,
            Actor reader,
            Words words) {
        var named = AuditTarget.of(entry.target(), targets, reader, words);
        var actor = actor(entry.actor(), actors, words);
        return new AuditRow(
                entry.number(),
                words.when(entry.at()),
                actor,
                Initials.of(actor),
                entry.address(),
                words.name("audit.action", entry.action()),
                tone(entry.action()),
                named == null ? target(entry.target(), actors) : named.text(),
                named == null ? null : named.link(),
                named == null ? null : entry.target(),
                changes(entry.detail(), words),
                facts(entry.detail(), words));
    }

    static String actor(String label, Map<String, String> actors, Words words) {
        return switch (label) {
            case "system" -> words.say("audit.actor.system");
            case AuditEntry.ANONYMOUS -> words.say("audit.actor.anonymous");
            default -> actors.getOrDefault(label, label);
        };
    }

    private static String target(String target, Map<String, String> actors) {
        var name = actors.get(target);
        return name == null ? target : target.substring(0, target.indexOf(':') + 1) + name;
    }

    private static String tone(String action) {
        if (action.endsWith(".denied") || action.endsWith(".refused")) {
            return "bad";
        }
        if (action.endsWith(".deleted")
                || action.endsWith(".removed")
                || action.endsWith(".revoked")
                || action.endsWith(".erased")) {
            return "warn";
        }
        return action.endsWith(".created") || action.endsWith(".published") ? "good" : "info";
    }

    private static List<Change> changes(Map<String, Object> detail, Words words) {
        var before = side(detail, "before");
        var after = side(detail, "after");
        var names = new TreeSet<String>();
        before.keySet().forEach(name -> names.add(String.valueOf(name)));
        after.keySet().forEach(name -> names.add(String.valueOf(name)));
        List<Change> changes = new ArrayList<>();
        for (var name : names) {
            changes.add(new Change(name, side(before, name, words), side(after, name, words)));
        }
        return changes;
    }

    private static @Nullable String side(Map<?, ?> side, String name, Words words) {
        if (!side.containsKey(name)) {
            return null;
        }
        var text = words.value(side.get(name));
        return text.isBlank() ? words.value(null) : text;
    }

    private static Map<?, ?> side(Map<String, Object> detail, String name) {
        return detail.get(name) instanceof Map<?, ?> side ? side : Map.of();
    }

    private static List<Fact> facts(Map<String, Object> detail, Words words) {
        return detail.entrySet().stream()
                .filter(each -> !each.getKey().equals("before") && !each.getKey().equals("after"))
                .map(each ->
                        new Fact(
                                words.name("audit.fact", each.getKey()),
                                words.value(each.getValue())))
                .toList();
    }
}
