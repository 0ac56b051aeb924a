package io.leaddispatcher.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ConnectionHealthView.Failure;
import io.leaddispatcher.application.connection.ConnectionView;
import io.leaddispatcher.application.connection.SurveyConnections.Surveyed;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.GlanceAtChecks.Glance;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.Contested;
import io.leaddispatcher.application.overview.OverviewView.Late;
import io.leaddispatcher.application.overview.OverviewView.Publish;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.web.home.HomeView.Need;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class HomeNeedsTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Late IN_TIME = new Late(0, null, 0, null);

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, () -> NOON).in(Locale.ENGLISH);
    }

    private static OverviewView overview(
            long unanswered,
            long dead,
            Late late,
            List<WaitingQueue> queues,
            List<Publish> publishes) {
        return new OverviewView(
                0,
                0,
                unanswered,
                unanswered == 0 ? null : NOON.minusSeconds(120),
                dead,
                dead == 0 ? null : NOON.minusSeconds(600),
                null,
                queues,
                late,
                new Contested(0, null),
                publishes);
    }

    private static List<Need> needs(OverviewView overview, List<Glance> amiss, boolean all) {
        return HomeNeeds.of(overview, List.of(), amiss, all, words());
    }

    @Test
    void whereNothingIsAmissNothingIsSaid() {
        assertThat(needs(overview(0, 0, IN_TIME, List.of(), List.of()), List.of(), true)).isEmpty();
    }

    @Test
    void whatIsLostComesBeforeWhatWaitsAndWhatWaitsBeforeNews() {
        var needs =
                needs(
                        overview(
                                4,
                                2,
                                new Late(3, NOON.minusSeconds(60), 1, NOON.plusSeconds(60)),
                                List.of(new WaitingQueue("late", "After hours", 5, NOON)),
                                List.of(
                                        new Publish("MEETING", NOON, true),
                                        new Publish("LEAD", NOON.plusSeconds(3_600), false))),
                        List.of(
                                new Glance(CheckKey.CLOCKS_OVERDUE, 7, NOON),
                                new Glance(CheckKey.DELIVERIES_DEAD, 2, NOON)),
                        true);

        assertThat(needs)
                .extracting(Need::id)
                .containsExactly(
                        "breached",
                        "dead-deliveries",
                        "check-CLOCKS_OVERDUE",
                        "publish-meeting",
                        "soon",
                        "queue-late",
                        "unanswered",
                        "publish-lead");
        assertThat(needs)
                .extracting(Need::link)
                .containsExactly(
                        "/leads?need=BREACHED",
                        "/monitoring/deliveries?status=DEAD",
                        "/monitoring#check-CLOCKS_OVERDUE",
                        "/policy/history?kind=meeting",
                        "/leads?need=DUE_SOON",
                        "/leads?status=QUEUED&queue=late",
                        "/leads?need=UNANSWERED",
                        "/policy?kind=lead");
        assertThat(needs.getFirst().title()).isEqualTo("3 leads are past their time");
        assertThat(needs).extracting(Need::since).doesNotContainNull();
    }

    @Test
    void theReasonOfTroubleIsWhatWentWrongLast() {
        var health =
                new ConnectionHealthView(
                        null,
                        NOON.minusSeconds(60),
                        0,
                        1,
                        List.of(
                                new Failure("app_uninstalled", 5, "removed", NOON.minusSeconds(90)),
                                new Failure("invalid_auth", 1, "it refuses the token", NOON)));
        var slack =
                new Surveyed(
                        new ConnectionView(Map.of("key", "slack", "name", "Slack"), 1), health);

        assertThat(
                        HomeNeeds.of(
                                overview(0, 0, IN_TIME, List.of(), List.of()),
                                List.of(slack),
                                List.of(),
                                true,
                                words()))
                .singleElement()
                .extracting(Need::detail)
                .isEqualTo("it refuses the token");
    }

    @Test
    void whoMayNotLookAtDeliveriesIsLedToTheLeads() {
        var needs = needs(overview(0, 1, IN_TIME, List.of(), List.of()), List.of(), false);

        assertThat(needs)
                .singleElement()
                .extracting(Need::link)
                .isEqualTo("/leads?need=UNDELIVERED");
    }

    @Test
    void leadsThatWereTakenOverInTheCrmAreTold() {
        var calm = overview(0, 0, IN_TIME, List.of(), List.of());
        var overview =
                new OverviewView(
                        0,
                        0,
                        0,
                        null,
                        0,
                        null,
                        null,
                        List.of(),
                        calm.late(),
                        new Contested(2, NOON),
                        List.of());

        assertThat(needs(overview, List.of(), true))
                .singleElement()
                .satisfies(need -> {
                    assertThat(need.title()).isEqualTo("2 leads were taken over in the CRM");
                    assertThat(need.link()).isEqualTo("/leads?need=CONTESTED");
                });
    }

    @Test
    void manyQueuesAreToldOfInOneLine() {
        var queues =
                IntStream.range(0, 7)
                        .mapToObj(
                                i -> new WaitingQueue("q" + i, "Q" + i, i + 1, NOON.plusSeconds(i)))
                        .toList();

        var needs = needs(overview(0, 0, IN_TIME, queues, List.of()), List.of(), true);

        assertThat(needs)
                .extracting(Need::id)
                .containsExactly("queue-q0", "queue-q1", "queue-q2", "queue-q3", "queues");
        assertThat(needs.getLast().title()).isEqualTo("18 leads wait in 3 other queues");
    }
}
