package io.leaddispatcher.web.home;

import io.leaddispatcher.application.connection.ConnectionHealthView.Status;
import io.leaddispatcher.application.connection.SurveyConnections.Surveyed;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.GlanceAtChecks.Glance;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.Contested;
import io.leaddispatcher.application.overview.OverviewView.Late;
import io.leaddispatcher.application.overview.OverviewView.Publish;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.home.HomeView.Need;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What somebody should do something about: what is lost first, then what waits, then news. */
final class HomeNeeds {

    /** More queues than these are told of in one line. */
    private static final int QUEUES = 4;

    private final List<Need> needs = new ArrayList<>();
    private final Words words;

    private HomeNeeds(Words words) {
        this.words = words;
    }

    /**
     * @param deliveries whether the reader may look at what was sent out
     */
    static List<Need> of(
            OverviewView overview,
            List<Surveyed> failing,
            List<Glance> amiss,
            boolean deliveries,
            Words words) {
        var needs = new HomeNeeds(words);
        failing.forEach(needs::connection);
        needs.breached(overview.late());
        needs.dead(overview, deliveries);
        amiss.stream()
                // Those have a row of their own.
                .filter(each -> each.key() != CheckKey.DELIVERIES_DEAD)
                .forEach(needs::check);
        overview.publishes().stream().filter(Publish::failed).forEach(needs::publish);
        needs.contested(overview.contested());
        needs.soon(overview.late());
        needs.queues(overview.queues());
        needs.unanswered(overview);
        overview.publishes().stream().filter(each -> !each.failed()).forEach(needs::publish);
        return List.copyOf(needs.needs);
    }

    private void connection(Surveyed surveyed) {
        var connection = Tree.of(surveyed.connection().document());
        boolean down = surveyed.health().status() == Status.DOWN;
        var key = connection.text("key", "");
        needs.add(
                new Need(
                        "connection",
                        down ? "bad" : "warn",
                        "plug",
                        words.say(
                                down ? "home.need.down" : "home.need.degraded",
                                connection.text("name", key)),
                        trouble(surveyed),
                        null,
                        key.isEmpty() ? "/connections" : "/connections/" + key));
    }

    private String trouble(Surveyed connection) {
        return connection
                .health()
                .trouble()
                .map(error -> words.failure(error.code(), error.message()))
                .orElseGet(() -> words.say("home.need.connection.detail"));
    }

    private void breached(Late late) {
        if (late.breached() > 0) {
            needs.add(
                    new Need(
                            "breached",
                            "bad",
                            "clock",
                            words.say("home.need.breached", late.breached()),
                            words.say("home.need.breached.detail"),
                            words.whenOrNull(late.since()),
                            leads(LeadNeed.BREACHED)));
        }
    }

    private void soon(Late late) {
        if (late.soon() > 0) {
            needs.add(
                    new Need(
                            "soon",
                            "warn",
                            "clock",
                            words.say("home.need.soon", late.soon()),
                            words.say("home.need.soon.detail"),
                            words.whenOrNull(late.next()),
                            leads(LeadNeed.DUE_SOON)));
        }
    }

    private void contested(Contested contested) {
        if (contested.leads() > 0) {
            needs.add(
                    new Need(
                            "contested",
                            "warn",
                            "plug",
                            words.say("home.need.contested", contested.leads()),
                            words.say("home.need.contested.detail"),
                            words.whenOrNull(contested.since()),
                            leads(LeadNeed.CONTESTED)));
        }
    }

    private void dead(OverviewView overview, boolean deliveries) {
        if (overview.deadDeliveries() > 0) {
            needs.add(
                    new Need(
                            "dead-deliveries",
                            "bad",
                            "send",
                            words.say("home.need.dead", overview.deadDeliveries()),
                            words.say("home.need.dead.detail"),
                            words.whenOrNull(overview.oldestDead()),
                            deliveries
                                    ? "/monitoring/deliveries?status=DEAD"
                                    : leads(LeadNeed.UNDELIVERED)));
        }
    }

    private void check(Glance check) {
        needs.add(
                new Need(
                        "check-" + check.key(),
                        "bad",
                        "alert",
                        words.say(
                                "home.need.check",
                                words.say("check." + check.key()),
                                check.count()),
                        words.say(
                                // What is to be done about it is no matter of a press there.
                                check.key() == CheckKey.ESCALATION_UNHEARD
                                        ? "home.need.unheard.detail"
                                        : "home.need.since"),
                        words.whenOrNull(check.since()),
                        "/monitoring#check-" + check.key()));
    }

    private void queues(List<WaitingQueue> queues) {
        for (WaitingQueue queue : queues.subList(0, Math.min(QUEUES, queues.size()))) {
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
        if (queues.size() > QUEUES) {
            var others = queues.subList(QUEUES, queues.size());
            needs.add(
                    new Need(
                            "queues",
                            "warn",
                            "inbox",
                            words.say(
                                    "home.need.queued.others",
                                    others.stream().mapToLong(WaitingQueue::leads).sum(),
                                    others.size()),
                            words.say("home.need.oldest"),
                            // They come the longest wait first.
                            words.when(others.getFirst().oldest()),
                            "/queues"));
        }
    }

    private void unanswered(OverviewView overview) {
        if (overview.unanswered() > 0) {
            needs.add(
                    new Need(
                            "unanswered",
                            "info",
                            "clock",
                            words.say("home.need.unanswered", overview.unanswered()),
                            words.say("home.need.oldest"),
                            words.whenOrNull(overview.oldestOffer()),
                            leads(LeadNeed.UNANSWERED)));
        }
    }

    private void publish(Publish publish) {
        var kind = publish.kind().toLowerCase(Locale.ROOT);
        var policy = words.say("policy.kind." + kind);
        needs.add(
                new Need(
                        "publish-" + kind,
                        publish.failed() ? "bad" : "info",
                        "route",
                        words.say(
                                publish.failed() ? "home.need.publish.failed" : "home.need.publish",
                                policy),
                        words.say(
                                publish.failed()
                                        ? "home.need.publish.failed.detail"
                                        : "home.need.publish.detail"),
                        words.when(publish.at()),
                        publish.failed()
                                ? "/policy/history?kind=" + kind
                                : "/policy?kind=" + kind));
    }

    private static String leads(LeadNeed need) {
        return "/leads?need=" + need;
    }
}
