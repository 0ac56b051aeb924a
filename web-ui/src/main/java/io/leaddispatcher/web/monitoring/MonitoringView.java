package io.leaddispatcher.web.monitoring;

import com.google.common.base.Splitter;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.CheckView;
import io.leaddispatcher.application.monitoring.ShowChecks;
import io.leaddispatcher.application.monitoring.port.Checks.Example;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks, those first that have found something.
 *
 * @param amiss those that have
 * @param well the others
 */
record MonitoringView(List<Row> amiss, List<Row> well) {

    /**
     * @param repair what a press on the button does
     * @param more how many are not shown as examples
     * @param all where all of them can be looked at; null when there is no such page
     */
    record Row(
            String key,
            String title,
            String detail,
            String repair,
            String count,
            List<Line> examples,
            @Nullable String more,
            @Nullable String all) {}

    /**
     * @param lead what the lead is called; null without one, or when nobody may know
     * @param link null when there is nothing to look at
     */
    record Line(@Nullable String lead, String text, When since, @Nullable String link) {}

    static MonitoringView of(ShowChecks.Shown shown, Words words) {
        var names = new Names(shown.names(), words);
        return new MonitoringView(
                shown.checks().stream()
                        .filter(check -> check.count() > 0)
                        .map(check -> row(check, shown, names, words))
                        .toList(),
                shown.checks().stream()
                        .filter(check -> check.count() == 0)
                        .map(check -> row(check, shown, names, words))
                        .toList());
    }

    private static Row row(CheckView check, ShowChecks.Shown shown, Names names, Words words) {
        String key = check.key().name();
        long hidden = check.count() - check.examples().size();
        return new Row(
                key,
                words.say("check." + key),
                words.say("check." + key + ".detail"),
                words.say("check." + key + ".repair"),
                words.number(check.count()),
                check.examples().stream()
                        .map(example -> line(check.key(), example, shown, names, words))
                        .toList(),
                hidden > 0 ? words.say("monitoring.more", hidden) : null,
                all(check.key()));
    }

    private static @Nullable String all(CheckKey key) {
        return switch (key) {
            case DELIVERIES_DEAD -> DeliveriesFilter.PATH + "?status=DEAD";
            case HOLDER_GONE -> "/leads?need=" + LeadNeed.HOLDER_GONE;
            case LEAD_WITHOUT_RUN,
                    ROUTED_TWICE,
                    RUN_WITHOUT_CRM_OWNER,
                    ASSIGNMENT_WITHOUT_TASK,
                    HANDOFF_WITHOUT_STATUS,
                    CLOCKS_OVERDUE,
                    CONNECTION_SILENT ->
                    null;
            case ESCALATION_UNHEARD -> "/teams";
        };
    }

    private static Line line(
            CheckKey key, Example example, ShowChecks.Shown shown, Names names, Words words) {
        String lead = example.lead() == null ? null : example.lead().toString();
        return new Line(
                example.lead() == null ? null : shown.leads().get(example.lead()),
                text(key, example, names, words),
                words.when(example.at()),
                lead != null
                        ? "/leads/" + lead
                        : key == CheckKey.CONNECTION_SILENT
                                ? "/connections/" + example.name()
                                : null);
    }

    private static String text(CheckKey key, Example example, Names names, Words words) {
        String name = example.name() == null ? "" : example.name();
        String detail = example.detail() == null ? "" : example.detail();
        return switch (key) {
            case LEAD_WITHOUT_RUN ->
                    example.id() == null
                            ? words.say("check.example.lead")
                            : words.say(
                                    "check.example.event",
                                    origin(name, words),
                                    wrong(detail, words));
            case ROUTED_TWICE -> words.say("check.example.turn", names.rep(name));
            case RUN_WITHOUT_CRM_OWNER -> words.say("check.example.owner", detail, name);
            case ASSIGNMENT_WITHOUT_TASK ->
                    words.say("check.example.task", names.rep(name), detail);
            case HANDOFF_WITHOUT_STATUS ->
                    words.say("check.example.handoff", words.name("handoff", detail));
            case HOLDER_GONE -> words.say("check.example.holder", names.rep(name));
            case CLOCKS_OVERDUE ->
                    words.say("check.example.clock", words.name("sla-target", detail));
            case ESCALATION_UNHEARD ->
                    words.say(
                            "check.example.escalation",
                            name.isEmpty()
                                    ? words.say("check.example.escalation.no-team")
                                    : names.recipient(name),
                            words.name("skipped", detail));
            case DELIVERIES_DEAD ->
                    words.say("check.example.delivery", words.name("channel", name), detail);
            case CONNECTION_SILENT -> name;
        };
    }

    /** Where an event came from: the API, or a connection by its key. */
    private static String origin(String name, Words words) {
        return name.equals("api") ? words.name("channel", name) : name;
    }

    /** Of what is wrong with a field the first thing. */
    private static String wrong(String error, Words words) {
        Map<String, String> byField = new LinkedHashMap<>();
        for (String each : Splitter.on("; ").split(error)) {
            int end = each.indexOf(' ');
            if (each.startsWith("/") && end > 0) {
                byField.putIfAbsent(
                        words.field(each.substring(1, end).replace('/', '.')),
                        words.problem(each.substring(end + 1)));
            } else {
                byField.putIfAbsent(words.problem(each), "");
            }
        }
        return byField.entrySet().stream()
                .map(each ->
                        each.getValue().isEmpty()
                                ? each.getKey()
                                : each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
    }
}
