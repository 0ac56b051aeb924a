package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.DeliveryError;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead.
 *
 * @param actor who or what did it, and by which channel
 * @param lead the id of another lead that it is about; null: of none
 */
record TimelineEntry(
        String type,
        String icon,
        String tone,
        String title,
        String actor,
        @Nullable When at,
        List<Detail> details,
        @Nullable String lead) {

    record Detail(String label, String value) {}

    private static final List<String> ORDER =
            List.of(
                    "rule",
                    "ruleId",
                    "tier",
                    "pool",
                    "poolKey",
                    "rep",
                    "repKey",
                    "from",
                    "to",
                    "queue",
                    "queueKey",
                    "recipient",
                    "why",
                    "because",
                    "cause",
                    "reason",
                    "stays",
                    "conflict",
                    "fallback");

    private static final Pattern MOMENT =
            Pattern.compile(
                    "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z");

    private static final String LOCAL = "local";
    private static final String DUE = "due";

    /** What only machines know what to do with. */
    private static final Set<String> TECHNICAL =
            Set.of(
                    "reference",
                    "assignment",
                    "run",
                    "lead",
                    "task",
                    "dueAt",
                    "booking",
                    "replaces",
                    "replacedBy",
                    "endsAt",
                    "bookedAt",
                    "into",
                    "byHand",
                    "corrected");

    static TimelineEntry of(Tree event, Names names, Words words) {
        var type = event.text("type", "");
        var channel = event.text("channel");
        var actor = names.actor(event.text("actor"));
        return new TimelineEntry(
                type,
                icon(type),
                Sandboxed.isKept(event.tree("detail")) ? "info" : tone(type),
                title(type, event.tree("detail"), words),
                by(event, actor, channel, words),
                words.whenOrNull(event.instant("at")),
                details(event.tree("detail"), names, words),
                type.equals("LEAD_TAKEN_IN") ? event.tree("detail").text("lead") : null);
    }

    /** For whoever may not see other leads. */
    TimelineEntry leadingNowhere() {
        return new TimelineEntry(type, icon, tone, title, actor, at, details, null);
    }

    /** A reminder that nobody wants is none, and by what stays in the sandbox nobody is told. */
    private static String title(String type, Tree detail, Words words) {
        if (Sandboxed.isKept(detail)) {
            return words.say("event.sandboxed");
        }
        if (type.equals("LEAD_MERGED") && detail.has("byHand")) {
            return words.say("event.merged-by-hand");
        }
        if (type.equals("LEAD_UPDATED") && detail.has("corrected")) {
            return words.say("event.corrected");
        }
        return type.equals("SLA_REMINDED") && detail.has("skipped")
                ? words.say("event.not-reminded")
                : words.name("event", type);
    }

    /** What came in from outside came by its channel, and nobody here did it. */
    private static String by(Tree event, String actor, @Nullable String channel, Words words) {
        if (channel == null || channel.equals("system")) {
            return actor;
        }
        var name = words.name("channel", channel);
        if (Sandboxed.isKept(event.tree("detail"))) {
            return words.say("event.meant-for", name);
        }
        boolean arrival = event.text("type", "").matches("LEAD_(RECEIVED|UPDATED)");
        boolean nobody = event.text("actor", "system").equals("system");
        if (arrival && nobody) {
            return words.name("source", event.tree("detail").text("source", channel));
        }
        return actor.equalsIgnoreCase(name) ? name : words.say("event.by", actor, name);
    }

    /** Documents come back from the database in no order of their own. */
    private static int place(Map.Entry<?, ?> member) {
        int place = ORDER.indexOf(String.valueOf(member.getKey()));
        return place < 0 ? ORDER.size() : place;
    }

    private static List<Detail> details(Tree detail, Names names, Words words) {
        var details = new ArrayList<Detail>();
        var members =
                detail.members().entrySet().stream()
                        .sorted(Comparator.comparingInt(TimelineEntry::place))
                        .toList();
        for (var member : members) {
            if (member.getKey().equals("ruleId") && detail.has("rule")) {
                continue;
            }
            var name = String.valueOf(member.getKey());
            if (name.equals(LOCAL) && detail.has(DUE)) {
                continue;
            }
            if (name.equals("summary") && member.getValue() instanceof Map<?, ?> summary) {
                summary.forEach((what, said) ->
                        details.add(
                                new Detail(
                                        words.name("summary", String.valueOf(what)),
                                        words.value(said))));
                continue;
            }
            // By the clocks of whoever has to do it, where they are known.
            var said = name.equals(DUE) && detail.has(LOCAL) ? detail.text(LOCAL) : null;
            var value =
                    said == null
                            ? value(name, member.getValue(), names, words)
                            : local(said, words);
            if (value != null) {
                details.add(new Detail(words.name("detail", name), value));
            }
        }
        return List.copyOf(details);
    }

    /** Null for what says nothing to a person: identifiers, and what is empty. */
    private static @Nullable String value(
            String name, @Nullable Object value, Names names, Words words) {
        if (value == null
                || TECHNICAL.contains(name)
                || (name.endsWith("Id") && !name.equals("ruleId"))) {
            return null;
        }
        return switch (name) {
            case "rep", "repKey", "from", "to" -> names.rep(value.toString());
            case "recipient" -> names.recipient(value.toString());
            case "told" -> told(value, names, words);
            case "target" -> words.name("sla-target", value.toString());
            case "action" -> words.name("escalation", value.toString());
            case "was" -> words.name("priority", value.toString());
            case LOCAL -> local(value.toString(), words);
            case "source" -> words.name("source", value.toString());
            case "pool", "poolKey" -> names.pool(value.toString());
            case "queue", "queueKey" -> names.queue(value.toString());
            case "outcome" -> words.name("outcome", value.toString());
            case "against" ->
                    Arrays.stream(value.toString().split(", ", -1))
                            .map(code -> words.name("reason", code))
                            .collect(Collectors.joining(", "));
            case "account", "accountKey" -> names.account(value.toString());
            case "policy" -> names.slaPolicy(value.toString());
            case "template" -> names.template(value.toString());
            case "priority", "raisedTo" -> words.name("priority", value.toString());
            case "cause" -> words.name("cause", value.toString());
            case "conflict" -> words.name("conflict", value.toString());
            case "handoff" -> words.name("handoff", value.toString());
            case "type" -> type(value.toString(), words);
            case DUE, "startsAt" -> words.value(Instant.parse(value.toString()));
            case "channel" -> words.name("channel", value.toString());
            case "because", "why" -> words.reason(value.toString());
            case "error" -> error(value.toString(), words);
            case "changed" -> changed(value, words);
            case "outcomes" -> outcomes(value, words);
            case "reason" -> words.reason(words.name("reason", value.toString()));
            case "answer" -> words.name("look-up", value.toString());
            case "tookMs" ->
                    value instanceof Number millis
                            ? words.duration(Duration.ofMillis(millis.longValue()))
                            : null;
            case "skipped" -> words.name("skipped", value.toString());
            case "purpose" -> words.name("purpose", value.toString());
            default -> plain(value, words);
        };
    }

    private static String outcomes(Object value, Words words) {
        return value instanceof List<?> types
                ? types.stream()
                        .map(type -> words.name("outcome", type.toString()))
                        .collect(Collectors.joining(", "))
                : plain(value, words);
    }

    /** Fields by what they are called. */
    private static String changed(Object value, Words words) {
        return value instanceof List<?> paths
                ? paths.stream()
                        .map(path -> words.field(path.toString()))
                        .collect(Collectors.joining(", "))
                : plain(value, words);
    }

    private static String plain(Object value, Words words) {
        var moment = value instanceof String text && MOMENT.matcher(text).matches();
        return words.value(moment ? Instant.parse(value.toString()) : value);
    }

    private static String error(String kept, Words words) {
        var error = DeliveryError.of(kept, words);
        return error == null ? kept : error.words();
    }

    /** {@code 2026-10-25T02:30+02:00[Europe/Berlin]}, which can come twice a night. */
    private static String local(String text, Words words) {
        try {
            var at = ZonedDateTime.parse(text);
            return words.local(at.toInstant(), at.getZone());
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** Of an activity or a task, a handoff, or an outcome. */
    private static String type(String code, Words words) {
        return switch (code) {
            case "CALL", "EMAIL", "SMS", "MEETING", "NOTE", "TICKET" ->
                    words.name("activity", code);
            case "SALES", "SUPPORT", "NURTURE", "PARTNER" -> words.name("handoff", code);
            default -> words.name("outcome", code);
        };
    }

    private static String told(Object value, Names names, Words words) {
        return value instanceof List<?> all && !all.isEmpty()
                ? all.stream()
                        .map(each -> names.recipient(each.toString()))
                        .collect(Collectors.joining(", "))
                : words.say("detail.nobody");
    }

    private static String icon(String type) {
        return switch (type) {
            case "LEAD_RECEIVED", "LEAD_UPDATED", "LEAD_TAKEN_IN" -> "inbox";
            case "LEAD_ROUTED", "REROUTED", "LEAD_REOPENED", "HANDED_OFF", "HANDOFF_RETURNED" ->
                    "route";
            case "LEAD_QUEUED",
                    "SLA_REMINDED",
                    "TASK_CREATED",
                    "SEQUENCE_STARTED",
                    "SEQUENCE_STEP",
                    "MEETING_BOOKED" ->
                    "clock";
            case "DISPATCHED", "REP_INFORMED", "REP_REMINDED", "LEAD_MAILED", "HANDOFF_CLOSED" ->
                    "send";
            case "ASSIGNMENT_ACCEPTED", "ASSIGNMENT_COMPLETED", "OUTCOME_RECORDED", "TASK_DONE" ->
                    "check";
            case "LEAD_REJECTED",
                    "ASSIGNMENT_DECLINED",
                    "ASSIGNMENT_EXPIRED",
                    "MAIL_REFUSED",
                    "MEETING_CANCELLED",
                    "NO_SHOW" ->
                    "cross";
            case "DELIVERY_DEAD", "SLA_BREACHED", "ESCALATED" -> "alert";
            case "CRM_OWNER_WRITTEN",
                    "CRM_OWNER_CLEARED",
                    "CRM_OWNER_CHANGED",
                    "CRM_FIELDS_WRITTEN",
                    "CRM_NOTE_CREATED",
                    "CRM_MEETING_WRITTEN",
                    "CRM_TASK_CREATED",
                    "CRM_TASK_CLOSED",
                    "CRM_ASKED" ->
                    "plug";
            default -> type.startsWith("ASSIGNMENT") ? "user" : "dot";
        };
    }

    private static String tone(String type) {
        return switch (type) {
            case "DELIVERY_DEAD", "SLA_BREACHED", "LEAD_REJECTED" -> "bad";
            case "LEAD_QUEUED",
                    "ASSIGNMENT_DECLINED",
                    "ASSIGNMENT_EXPIRED",
                    "ESCALATED",
                    "NO_SHOW" ->
                    "warn";
            case "ASSIGNMENT_ACCEPTED", "ASSIGNMENT_COMPLETED", "DISPATCHED" -> "good";
            default -> "info";
        };
    }
}
