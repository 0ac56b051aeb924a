package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineEntryTest {

    @Test
    void aMomentIsWrittenAsThePageWritesMoments() {
        var entry = of("NO_SHOW", "system", Map.of("at", "2026-11-29T17:44:29.956904Z"));

        assertThat(entry.details())
                .singleElement()
                .satisfies(detail ->
                        assertThat(detail.value())
                                .startsWith("Nov 29, 2026")
                                .doesNotContain("T17:44"));
    }

    @Test
    void thePointOfAClockIsNoMoment() {
        var entry = of("ESCALATED", "system", Map.of("at", "100%"));

        assertThat(entry.details()).extracting(TimelineEntry.Detail::value).containsExactly("100%");
    }

    @Test
    void aLeadThatWasSentFromThePagesCameByTheBrowser() {
        assertThat(of("LEAD_RECEIVED", "api", Map.of("source", "web")).actor())
                .isEqualTo("Browser");
        assertThat(of("LEAD_RECEIVED", "api", Map.of("source", "api")).actor()).isEqualTo("API");
    }

    @Test
    void byWhatStaysInTheSandboxNobodyIsTold() {
        var kept =
                of(
                        "DISPATCHED",
                        "slack",
                        Map.of("reference", "sandbox:01", "recipient", "rep:mia"));

        assertThat(kept.title()).isEqualTo("Kept in the sandbox, nobody was told");
        assertThat(kept.actor()).isEqualTo("meant for Slack");
        assertThat(kept.tone()).isEqualTo("info");
        assertThat(of("DISPATCHED", "slack", Map.of("reference", "D1/1.2")).title())
                .isEqualTo("Rep told");
    }

    @Test
    void whyALeadWasDeclinedIsSaidInTheReadersWords() {
        assertThat(of("DECLINE_EXPLAINED", "slack", Map.of("reason", "NO_TIME: till Friday")))
                .satisfies(entry -> assertThat(entry.title()).isEqualTo("Said why it was declined"))
                .satisfies(entry ->
                        assertThat(entry.details())
                                .extracting(TimelineEntry.Detail::value)
                                .containsExactly("No time: till Friday"));
        assertThat(
                        of("ASSIGNMENT_DECLINED", "slack", Map.of("reason", "no reason given"))
                                .details())
                .extracting(TimelineEntry.Detail::value)
                .containsExactly("no reason given");
    }

    @Test
    void whatNobodyGaveAReasonForIsSaidInTheReadersLanguage() {
        assertThat(of("REROUTED", "web", Map.of("reason", "DECIDED_ON_BOARD")).details())
                .extracting(TimelineEntry.Detail::value)
                .contains("Decided on the board of queues");
    }

    private static TimelineEntry of(String type, String channel, Map<String, ?> detail) {
        var words = TraceViewTest.words();
        return TimelineEntry.of(
                Tree.of(
                        Map.of(
                                "type", type,
                                "actor", "system",
                                "channel", channel,
                                "at", "2026-11-29T17:44:29Z",
                                "detail", detail)),
                new Names(Map.of(), words),
                words);
    }
}
