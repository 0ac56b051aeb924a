package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.Reach;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of one lead.
 *
 * @param blocker what it waits for; null when it waits for nothing
 * @param message what the person wrote
 * @param closing how the work on it has ended; null while it goes on
 * @param traces how it was decided, the latest decision first
 * @param timeline what happened, the latest first
 * @param clocks what has to happen in time
 * @param sequence what is written to the lead by itself; null: nothing
 * @param handoffs how it was handed off, oldest first
 * @param meetings those that it has booked
 * @param sensitivity what is hidden from the reader
 * @param merged of which lead it is part; null: it is one of its own
 * @param crm where the record is; null when no CRM has told of the lead
 * @param older whether more of its story is known than is shown
 */
record LeadView(
        String id,
        String title,
        @Nullable String subtitle,
        String status,
        String tone,
        @Nullable String priority,
        @Nullable String priorityTone,
        @Nullable When received,
        @Nullable BlockerLine blocker,
        @Nullable String message,
        List<Group> groups,
        List<Issue> issues,
        @Nullable Holder holder,
        @Nullable Closing closing,
        @Nullable String queue,
        @Nullable AccountMatch account,
        List<TraceView> traces,
        List<TimelineEntry> timeline,
        List<DeliveryRow> deliveries,
        List<ClockLine> clocks,
        @Nullable SequenceLine sequence,
        List<HandoffLine> handoffs,
        List<MeetingLine> meetings,
        Sensitivity sensitivity,
        @Nullable Merged merged,
        @Nullable Crm crm,
        boolean older) {

    /**
     * That it is part of another lead.
     *
     * @param into the id of that one; null where the reader may not see it
     */
    record Merged(@Nullable String into, @Nullable When at) {

        static @Nullable Merged of(Tree merged, Words words) {
            return merged.isEmpty()
                    ? null
                    : new Merged(merged.text("into"), words.whenOrNull(merged.instant("at")));
        }
    }

    /** The lead's record in a CRM. */
    record Crm(String name, String url) {

        static @Nullable Crm of(Tree record) {
            String name = record.text("name");
            String url = record.text("url");
            return name == null || url == null ? null : new Crm(name, url);
        }
    }

    /** Facts that belong together. */
    record Group(String title, List<Fact> facts) {}

    /**
     * @param link where the value leads: {@code mailto:} or {@code tel:}
     * @param sensitivity {@code hidden}, {@code shown}, or null for what is not sensitive
     */
    record Fact(String label, String value, @Nullable String link, @Nullable String sensitivity) {}

    record Issue(String where, String text) {}

    /** Who has it. */
    record Holder(
            String name,
            String initials,
            String state,
            String tone,
            @Nullable String pool,
            @Nullable String rule,
            @Nullable When since,
            @Nullable When until) {}

    /**
     * The account that the lead belongs to.
     *
     * @param href null where the reader does not find it
     */
    record AccountMatch(String name, @Nullable String href, String evidence, String confidence) {}

    private static final String CUSTOM = "custom";

    private static final List<String> ORDER =
            List.of(
                    "firstName",
                    "lastName",
                    "title",
                    "email",
                    "phone",
                    "preferredChannel",
                    "name",
                    "domain",
                    "industry",
                    "employees",
                    "annualRevenue",
                    "city",
                    "postalCode",
                    "state",
                    "country",
                    "source",
                    "campaign",
                    "type",
                    "intent",
                    "product",
                    "score",
                    "urgency",
                    "estimatedValue",
                    "currency",
                    "language",
                    "timeZone");

    /**
     * As it is shown to somebody.
     *
     * @param reader is led only where they may go
     * @param story how much of it is shown
     */
    static LeadView of(LeadDetailView detail, Actor reader, Story story, Words plain) {
        var words = Names.naming(detail.names(), plain);
        var lead = Tree.of(detail.document());
        var contact = lead.tree("contact");
        var names = new Names(detail.names(), words);
        var status = lead.text("status", "NEW");
        var priority = priority(lead);
        var sensitivity = Sensitivity.of(detail.sensitive(), words);
        var events = detail.timeline().stream().map(Tree::of).toList();
        var runs = story.newest(detail.runs(), Story.RUNS);
        var traces = traces(runs, lead, events, names, words);
        var closing = Closing.of(lead, events, names, words);
        var sandboxed = Sandboxed.of(events);
        return new LeadView(
                lead.text("id", ""),
                title(lead, words),
                subtitle(contact, lead.tree("company")),
                closing == null ? words.name("status", status) : closing.result(),
                closing == null ? LeadRow.tone(status) : closing.tone(),
                priority == null ? null : words.name("priority", priority),
                priority == null ? null : "priority-" + priority.toLowerCase(Locale.ROOT),
                words.whenOrNull(lead.instant("receivedAt")),
                BlockerLine.of(detail, reader, words),
                lead.tree("lead").text("message"),
                groups(lead, sensitivity, words),
                issues(lead, words),
                holder(lead.tree("assignment"), traces, names, words),
                closing,
                lead.text("queueKey") == null || closing != null
                        ? null
                        : names.queue(lead.text("queueKey", "")),
                account(lead.tree("account"), detail, reader, words),
                traces,
                story.newest(events, Story.EVENTS).reversed().stream()
                        .map(event -> TimelineEntry.of(event, names, words))
                        .map(entry ->
                                reader.may(Permission.VIEW_LEADS) ? entry : entry.leadingNowhere())
                        .toList(),
                story.newest(detail.deliveries(), Story.DELIVERIES).stream()
                        .map(delivery -> DeliveryRow.of(Tree.of(delivery), sandboxed, names, words))
                        .toList(),
                ClockLine.all(lead, sandboxed, words),
                SequenceLine.of(lead.tree("sequence"), words),
                HandoffLine.all(lead, names, words),
                MeetingLine.all(lead, detail.zone(), names, words),
                sensitivity,
                Merged.of(lead.tree("merged"), words),
                Crm.of(lead.tree("crm")),
                story.leavesOut(detail));
    }

    /** The latest decision may have been overtaken, and the others have been. */
    private static List<TraceView> traces(
            List<Map<String, Object>> runs,
            Tree lead,
            List<Tree> timeline,
            Names names,
            Words words) {
        var traces = new ArrayList<TraceView>();
        for (var run : runs.reversed()) {
            var trace = TraceView.of(Tree.of(run), timeline, names, words);
            var now = traces.isEmpty() ? SinceThen.of(lead, trace, names, words) : null;
            traces.add(traces.isEmpty() && now == null ? trace : trace.passedBy(now));
        }
        return List.copyOf(traces);
    }

    private static @Nullable String priority(Tree lead) {
        var assigned = lead.tree("assignment").text("priority");
        return assigned == null ? lead.text("priority") : assigned;
    }

    /** What to call a lead of which nothing else is shown. */
    static String title(LeadDetailView detail, Words words) {
        return title(Tree.of(detail.document()), words);
    }

    private static String title(Tree lead, Words words) {
        var contact = lead.tree("contact");
        var name =
                Stream.of(contact.text("firstName"), contact.text("lastName"))
                        .filter(part -> part != null)
                        .collect(Collectors.joining(" "));
        return Stream.of(
                        name,
                        contact.text("email", ""),
                        contact.text("phone", ""),
                        lead.tree("company").text("name", ""),
                        lead.text("externalId", ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseGet(() -> words.say("lead.nameless"));
    }

    static @Nullable String subtitle(Tree contact, Tree company) {
        var parts =
                Stream.of(contact.text("title"), company.text("name"))
                        .filter(part -> part != null)
                        .collect(Collectors.joining(" \u00b7 "));
        return parts.isEmpty() ? null : parts;
    }

    private static List<Group> groups(Tree lead, Sensitivity sensitivity, Words words) {
        return Stream.of(
                        new Group(
                                words.say("lead.contact"),
                                facts("contact", lead, sensitivity, words)),
                        new Group(
                                words.say("lead.company"),
                                facts("company", lead, sensitivity, words)),
                        new Group(
                                words.say("lead.request"), facts("lead", lead, sensitivity, words)),
                        new Group(
                                words.say("lead.custom"), facts(CUSTOM, lead, sensitivity, words)))
                .filter(group -> !group.facts().isEmpty())
                .toList();
    }

    private static List<Fact> facts(
            String section, Tree lead, Sensitivity sensitivity, Words words) {
        return lead.tree(section).members().entrySet().stream()
                .filter(member -> member.getValue() != null)
                .filter(member -> !"message".equals(member.getKey()))
                .sorted(Comparator.comparingInt(LeadView::place))
                .map(member ->
                        fact(
                                section,
                                String.valueOf(member.getKey()),
                                member,
                                sensitivity.of(section + "." + member.getKey()),
                                words))
                .toList();
    }

    /** Documents come back from the database in no order of their own. */
    private static int place(Map.Entry<?, ?> member) {
        int place = ORDER.indexOf(String.valueOf(member.getKey()));
        return place < 0 ? ORDER.size() : place;
    }

    private static Fact fact(
            String section,
            String name,
            Map.Entry<?, ?> member,
            @Nullable String sensitivity,
            Words words) {
        var value = words.value(member.getValue());
        var link =
                switch ("hidden".equals(sensitivity) ? "" : name) {
                    case "email" -> Reach.email(value);
                    case "phone" -> Reach.phone(value);
                    default -> null;
                };
        return new Fact(
                section.equals(CUSTOM)
                        ? words.field(CUSTOM + "." + name)
                        : words.name("fact", name),
                value,
                link,
                sensitivity);
    }

    private static List<Issue> issues(Tree lead, Words words) {
        return lead.trees("issues").stream()
                .map(issue ->
                        new Issue(
                                issue.text("pointer", ""),
                                words.problem(
                                        issue.text(
                                                "message",
                                                words.name("issue", issue.text("code"))))))
                .toList();
    }

    private static @Nullable Holder holder(
            Tree assignment, List<TraceView> traces, Names names, Words words) {
        if (assignment.isEmpty()) {
            return null;
        }
        var rep = assignment.text("repKey");
        var name = rep == null ? words.say("lead.broadcast") : names.rep(rep);
        var state = assignment.text("state", "OFFERED");
        return new Holder(
                name,
                rep == null ? "\u2217" : Initials.of(name),
                words.name("assignment", state),
                state.equals("ACCEPTED") ? "good" : "info",
                assignment.text("poolKey") == null
                        ? null
                        : names.pool(assignment.text("poolKey", "")),
                ruleName(assignment.text("ruleId"), traces),
                words.whenOrNull(assignment.instant("offeredAt")),
                // Who has answered is not waited for.
                state.equals("OFFERED") ? words.whenOrNull(assignment.instant("expiresAt")) : null);
    }

    /** As it was called when it decided. */
    private static @Nullable String ruleName(@Nullable String id, List<TraceView> traces) {
        return traces.stream()
                .flatMap(trace -> trace.tiers().stream())
                .flatMap(tier -> tier.rules().stream())
                .filter(rule -> rule.id().equals(id))
                .map(TraceRule::name)
                .findFirst()
                .orElse(id);
    }

    private static @Nullable AccountMatch account(
            Tree account, LeadDetailView detail, Actor reader, Words words) {
        var key = account.text("key");
        if (key == null) {
            return null;
        }
        return new AccountMatch(
                new Names(detail.names(), words).account(key),
                BlockerLine.isThere("account/" + key, detail, reader) ? "/accounts/" + key : null,
                words.name("evidence", account.text("evidence")),
                percent(account.get("confidence")));
    }

    private static String percent(@Nullable Object share) {
        return share instanceof Number number
                ? Math.round(number.doubleValue() * 100) + " %"
                : "\u2014";
    }
}
