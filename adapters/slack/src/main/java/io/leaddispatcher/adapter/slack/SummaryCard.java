package io.leaddispatcher.adapter.slack;

import static io.leaddispatcher.adapter.slack.Elements.mrkdwn;
import static io.leaddispatcher.adapter.slack.Elements.plainText;

import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the leads of a team stand, as Slack shows it: the body of {@code chat.postMessage}. */
final class SummaryCard {

    private static final int NAME = 150;

    private SummaryCard() {}

    static Map<String, Object> body(TeamSummary summary, DeliveryId delivery) {
        Map<String, Object> body = plain(summary, delivery);
        List<Map<String, Object>> blocks = new ArrayList<>();
        // No name in it: a header is plain text and cannot be escaped.
        blocks.add(Map.of("type", "header", "text", plainText("Your leads")));
        blocks.add(
                Elements.section(
                        "team_" + delivery,
                        "*%s* since %s"
                                .formatted(
                                        SlackText.escape(summary.team(), NAME),
                                        Elements.date(summary.since(), summary.zone()))));
        blocks.add(Elements.block("section", "figures_" + delivery, "fields", figures(summary)));
        String more = more(summary);
        if (!more.isEmpty()) {
            blocks.add(Elements.section("more_" + delivery, more));
        }
        Map<String, Object> open = new LinkedHashMap<>();
        open.put("type", "button");
        open.put("action_id", "leads_open");
        open.put("text", plainText("All leads"));
        open.put("url", summary.leads().toString());
        blocks.add(Elements.block("actions", "open_" + delivery, "elements", List.of(open)));
        body.put("blocks", blocks);
        body.put(
                "metadata",
                Map.of(
                        "event_type",
                        "team_summary",
                        "event_payload",
                        Map.of("delivery_id", delivery.toString())));
        return body;
    }

    /** The same in words alone, for when Slack refuses the card. */
    static Map<String, Object> plain(TeamSummary summary, DeliveryId delivery) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "text",
                "%s: %d new leads, %d accepted in time, %d late, %d waiting now."
                        .formatted(
                                SlackText.escape(summary.team(), NAME),
                                summary.fresh(),
                                summary.accepted(),
                                summary.breached(),
                                summary.waiting()));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.put("client_msg_id", delivery.toString());
        return body;
    }

    private static List<Map<String, Object>> figures(TeamSummary summary) {
        return List.of(
                figure("New", summary.fresh()),
                figure("Accepted within the target", summary.accepted()),
                figure("Target missed", summary.breached()),
                figure("Waiting now", summary.waiting()));
    }

    private static Map<String, Object> figure(String label, long number) {
        return mrkdwn("*%s*\n%d".formatted(label, number));
    }

    private static String more(TeamSummary summary) {
        List<String> lines = new ArrayList<>();
        if (summary.oldest() != null) {
            lines.add(
                    "The oldest that waits is <%s|%s>, since %s."
                            .formatted(
                                    summary.oldest().link(),
                                    SlackText.escape(summary.oldest().reference(), NAME),
                                    Elements.date(summary.oldest().since(), summary.zone())));
        }
        if (summary.busiest() != null) {
            lines.add(
                    "%s has most open leads: %d."
                            .formatted(
                                    SlackText.escape(summary.busiest(), NAME),
                                    summary.busiestOpen()));
        }
        return String.join("\n", lines);
    }
}
