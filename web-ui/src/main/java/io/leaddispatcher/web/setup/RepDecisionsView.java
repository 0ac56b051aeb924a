package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.pool.ShowRepDecisions;
import io.leaddispatcher.application.pool.port.RepDecisions.RepDecision;
import io.leaddispatcher.domain.routing.Considered;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came by a rep.
 *
 * @param name of the rep
 * @param spans how far one can look back
 * @param looked how many decisions looked at the rep
 * @param given of these, how many gave the rep the lead
 * @param share of those, in words; null when there was none
 * @param since from when on, when there were more than are looked through; null when all were
 * @param reason why the rep was passed over by those that are shown; null when all are
 * @param all the address of all of them
 * @param more the address of what follows; null at the end
 */
record RepDecisionsView(
        String rep,
        String name,
        List<Span> spans,
        long looked,
        long given,
        @Nullable String share,
        List<Group> groups,
        @Nullable When since,
        @Nullable String reason,
        String all,
        List<Row> rows,
        @Nullable String more) {

    /** So many days back. */
    record Span(int days, String address, boolean chosen) {}

    /**
     * What became of some of them.
     *
     * @param address those alone
     * @param width of its bar
     */
    record Group(
            String code,
            String label,
            long decisions,
            String width,
            String address,
            boolean chosen) {}

    /**
     * A decision.
     *
     * @param rule what decided; what brought it about where none did
     * @param result what it came to for the rep
     * @param others what spoke against the rep besides; null when nothing did
     */
    record Row(
            String lead,
            String who,
            When at,
            String rule,
            boolean given,
            String result,
            @Nullable String others) {}

    RepDecisionsView {
        spans = List.copyOf(spans);
        groups = List.copyOf(groups);
        rows = List.copyOf(rows);
    }

    static RepDecisionsView of(RepDecisionsFilter filter, ShowRepDecisions.View view, Words words) {
        UUID next = view.page().next(RepDecision::run);
        return new RepDecisionsView(
                filter.rep().value(),
                view.name(),
                RepDecisionsFilter.DAYS.stream()
                        .map(days -> new Span(days, filter.address(days), days == filter.days()))
                        .toList(),
                view.looked(),
                view.given(),
                view.looked() == 0 ? null : words.percent((double) view.given() / view.looked()),
                view.passedOver().stream()
                        .map(group ->
                                new Group(
                                        group.reason(),
                                        label(group.reason(), words),
                                        group.decisions(),
                                        width(group.decisions(), view.looked()),
                                        filter.address(group.reason()),
                                        group.reason().equals(filter.reason())))
                        .toList(),
                view.whole() ? null : words.when(view.from()),
                filter.reason() == null ? null : label(filter.reason(), words),
                new RepDecisionsFilter(filter.rep(), filter.days(), null, null)
                        .address((UUID) null),
                view.page().shown().stream().map(one -> row(one, view, words)).toList(),
                next == null ? null : filter.address(next));
    }

    private static Row row(RepDecision decision, ShowRepDecisions.View view, Words words) {
        Considered considered = decision.considered();
        String reason = considered.passedOver();
        String others =
                considered.reasons().stream()
                        .skip(1)
                        .map(each -> label(each.name(), words))
                        .collect(Collectors.joining(", "));
        return new Row(
                decision.lead().toString(),
                view.leads().getOrDefault(decision.lead(), words.say("lead.nameless")),
                words.when(decision.at()),
                by(decision, view.rules(), words),
                considered.chosen(),
                reason == null ? words.say("rep-decisions.given") : label(reason, words),
                others.isEmpty() ? null : others);
    }

    /** The rule as it is called now, by its id when it is gone; past the rules what else did. */
    private static String by(RepDecision decision, Map<String, String> names, Words words) {
        String rule = decision.considered().rule();
        return rule == null
                ? words.name("cause", decision.cause().name())
                : names.getOrDefault(rule, rule);
    }

    private static String label(String reason, Words words) {
        return reason.equals(Considered.NOT_NEXT)
                ? words.say("trace.eligible")
                : words.name("reason", reason);
    }

    private static String width(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / Math.max(1, whole));
    }
}
