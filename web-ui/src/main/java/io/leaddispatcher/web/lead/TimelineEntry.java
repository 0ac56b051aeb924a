package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead.
 *
 * @param actor who or what did it, and by which channel
 */
record TimelineEntry(
        String type,
        String icon,
        String tone,
        String title,
        String actor,
        @Nullable When at,
        List<Detail> details) {

    record Detail(String label, String value) {}

    static TimelineEntry of(Tree event, Names names, Words words) {
        var type = event.text("type", "");
        var channel = event.text("channel");
        var actor = names.actor(event.text("actor"));
        return new TimelineEntry(
                type,
                icon(type),
                tone(type),
                words.name("event", type),
                channel == null
                        ? actor
                        : words.say("event.by", actor, words.name("channel", channel)),
                words.whenOrNull(event.instant("at")),
                details(event.tree("detail"), names, words));
    }

    private static List<Detail> details(Tree detail, Names names, Words words) {
        var details = new ArrayList<Detail>();
        for (var member : detail.members().entrySet()) {
            var name = String.valueOf(member.getKey());
            var value = value(name, member.getValue(), names, words);
            if (value != null) {
                details.add(new Detail(words.name("detail", name), value));
            }
        }
        return List.copyOf(details);
    }

    /** Null for what says nothing to a person: identifiers, and what is empty. */
    private static @Nullable String value(
            String name, @Nullable Object value, Names names, Words words) {
        if (value == null || (name.endsWith("Id") && !name.equals("ruleId"))) {
            return null;
        }
        return switch (name) {
            case "rep", "repKey", "from", "to" -> names.rep(value.toString());
            case "pool", "poolKey" -> names.pool(value.toString());
            case "queue", "queueKey" -> names.queue(value.toString());
            case "account", "accountKey" -> names.account(value.toString());
            case "priority" -> words.name("priority", value.toString());
            case "channel" -> words.name("channel", value.toString());
            case "reason" -> words.name("reason", value.toString());
            default -> words.value(value);
        };
    }

    private static String icon(String type) {
        return switch (type) {
            case "LEAD_RECEIVED", "LEAD_UPDATED" -> "inbox";
            case "LEAD_ROUTED", "REROUTED", "HANDED_OFF" -> "route";
            case "LEAD_QUEUED", "SLA_REMINDED" -> "clock";
            case "DISPATCHED" -> "send";
            case "ASSIGNMENT_ACCEPTED", "ASSIGNMENT_COMPLETED", "OUTCOME_RECORDED" -> "check";
            case "LEAD_REJECTED", "ASSIGNMENT_DECLINED", "ASSIGNMENT_EXPIRED" -> "cross";
            case "DELIVERY_DEAD", "SLA_BREACHED", "ESCALATED" -> "alert";
            case "CRM_OWNER_WRITTEN", "CRM_OWNER_CHANGED", "CRM_TASK_CREATED" -> "plug";
            default -> type.startsWith("ASSIGNMENT") ? "user" : "dot";
        };
    }

    private static String tone(String type) {
        return switch (type) {
            case "DELIVERY_DEAD", "SLA_BREACHED", "LEAD_REJECTED" -> "bad";
            case "LEAD_QUEUED", "ASSIGNMENT_DECLINED", "ASSIGNMENT_EXPIRED", "ESCALATED" -> "warn";
            case "ASSIGNMENT_ACCEPTED", "ASSIGNMENT_COMPLETED", "DISPATCHED" -> "good";
            default -> "info";
        };
    }
}
