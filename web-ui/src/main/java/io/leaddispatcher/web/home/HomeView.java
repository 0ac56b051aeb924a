package io.leaddispatcher.web.home;

import io.leaddispatcher.application.connection.ConnectionHealthView.Status;
import io.leaddispatcher.application.connection.SurveyConnections.Surveyed;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.LeadRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Home.
 *
 * @param needs what somebody should do something about, the worst first; empty: all is well
 */
record HomeView(String greeting, List<Figure> figures, List<Need> needs, List<LeadRow> recent) {

    /** A number and what it counts. */
    record Figure(String id, String label, String value, String hint, String link) {}

    /**
     * Something to do, and where.
     *
     * @param since when the detail began; null when it tells of no moment
     */
    record Need(
            String id,
            String tone,
            String icon,
            String title,
            String detail,
            @Nullable When since,
            String link) {}

    static HomeView of(
            String name,
            OverviewView overview,
            List<Surveyed> failing,
            List<LeadSummaryView> recent,
            boolean monitoring,
            Words words) {
        return new HomeView(
                words.say("home.greeting", name.strip().split("\\s+", 2)[0]),
                figures(overview, words),
                needs(overview, failing, monitoring, words),
                recent.stream().map(lead -> LeadRow.of(lead, words)).toList());
    }

    private static List<Figure> figures(OverviewView overview, Words words) {
        return List.of(
                new Figure(
                        "today",
                        words.say("home.today"),
                        words.number(overview.arrivedToday()),
                        words.say("home.today.hint"),
                        "/leads"),
                new Figure(
                        "queued",
                        words.say("home.queued"),
                        words.number(overview.queued()),
                        words.say("home.queued.hint"),
                        "/leads?status=QUEUED"),
                new Figure(
                        "unanswered",
                        words.say("home.unanswered"),
                        words.number(overview.unanswered()),
                        words.say("home.unanswered.hint"),
                        "/leads?status=ASSIGNED"),
                new Figure(
                        "speed",
                        words.say("home.speed"),
                        words.duration(overview.medianToRep()),
                        words.say("home.speed.hint"),
                        "/leads"));
    }

    private static List<Need> needs(
            OverviewView overview, List<Surveyed> failing, boolean monitoring, Words words) {
        var needs = new ArrayList<Need>();
        for (Surveyed surveyed : failing) {
            var connection = Tree.of(surveyed.connection().document());
            boolean down = surveyed.health().status() == Status.DOWN;
            var name = connection.text("name", connection.text("key", ""));
            needs.add(
                    new Need(
                            "connection",
                            down ? "bad" : "warn",
                            "plug",
                            words.say(down ? "home.need.down" : "home.need.degraded", name),
                            trouble(surveyed, words),
                            null,
                            "/connections"));
        }
        if (overview.deadDeliveries() > 0) {
            needs.add(
                    new Need(
                            "dead-deliveries",
                            "bad",
                            "send",
                            words.say("home.need.dead", overview.deadDeliveries()),
                            words.say("home.need.dead.detail"),
                            null,
                            monitoring ? "/monitoring" : "/leads"));
        }
        for (WaitingQueue queue : overview.queues()) {
            needs.add(
                    new Need(
                            "queue-" + queue.key(),
                            "warn",
                            "inbox",
                            words.say("home.need.queued", queue.leads(), queue.name()),
                            words.say("home.need.oldest"),
                            words.when(queue.oldest()),
                            "/leads?status=QUEUED&queue=" + queue.key()));
        }
        var oldestOffer = overview.oldestOffer();
        if (oldestOffer != null) {
            needs.add(
                    new Need(
                            "unanswered",
                            "info",
                            "clock",
                            words.say("home.need.unanswered", overview.unanswered()),
                            words.say("home.need.oldest"),
                            words.when(oldestOffer),
                            "/leads?status=ASSIGNED"));
        }
        return List.copyOf(needs);
    }

    private static String trouble(Surveyed connection, Words words) {
        return connection.health().errors().stream()
                .findFirst()
                .map(error -> error.message().isBlank() ? error.code() : error.message())
                .orElseGet(() -> words.say("home.need.connection.detail"));
    }
}
