package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.me.MyDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rep's own page in Slack: what is to be done, and whether new leads come. */
final class SlackHome {

    static final String AWAY = "me_away";
    static final String BACK = "me_back";

    private static final int MOST_LEADS = 20;

    private final SlackLists lists;

    SlackHome(SlackLists lists) {
        this.lists = lists;
    }

    Map<String, Object> of(MyDay day) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "header", "text", Elements.plainText("Your leads")));
        blocks.add(
                Elements.section(
                        "numbers",
                        "*%d* open · *%d* accepted today".formatted(day.open(), day.accepted())));
        boolean away = day.paused() || day.absences().stream().anyMatch(MyDay.Absence::now);
        blocks.add(
                Elements.section(
                        "availability",
                        away
                                ? "You get no new leads at the moment."
                                : "You get new leads during your hours."));
        blocks.add(
                Elements.block(
                        "actions",
                        "switch",
                        "elements",
                        List.of(
                                away
                                        ? Elements.button(BACK, "I am back", "back")
                                        : Elements.button(AWAY, "No new leads for now", "away"))));
        blocks.add(Map.of("type", "divider"));
        if (day.leads().isEmpty()) {
            blocks.add(Elements.section("none", "You have no open leads."));
        }
        day.leads().stream()
                .limit(MOST_LEADS)
                .forEach(lead ->
                        blocks.add(Elements.section("lead_" + lead.id(), lists.line(lead))));
        int shown = Math.min(MOST_LEADS, day.leads().size());
        if (day.open() > shown) {
            blocks.add(Elements.section("more", lists.more(day.open() - shown)));
        }
        return view(blocks);
    }

    /** For somebody who is no rep. */
    static Map<String, Object> stranger() {
        return view(
                List.of(
                        Elements.section(
                                "stranger",
                                "You are no rep in Lead Dispatcher, or not known by this name.")));
    }

    private static Map<String, Object> view(List<Map<String, Object>> blocks) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "home");
        view.put("blocks", blocks);
        return view;
    }
}
