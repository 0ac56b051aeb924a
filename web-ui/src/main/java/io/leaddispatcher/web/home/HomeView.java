package io.leaddispatcher.web.home;

import io.leaddispatcher.application.connection.SurveyConnections.Surveyed;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.monitoring.GlanceAtChecks.Glance;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.LeadRow;
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
     * @param since when the detail began, or will; null when it tells of no moment
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
            List<Glance> amiss,
            List<LeadSummaryView> recent,
            boolean deliveries,
            Words words) {
        return new HomeView(
                words.say("home.greeting", name.strip().split("\\s+", 2)[0]),
                figures(overview, words),
                HomeNeeds.of(overview, failing, amiss, deliveries, words),
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
                        "/leads?need=" + LeadNeed.UNANSWERED),
                new Figure(
                        "speed",
                        words.say("home.speed"),
                        words.duration(overview.medianToRep()),
                        words.say("home.speed.hint"),
                        "/leads"));
    }
}
