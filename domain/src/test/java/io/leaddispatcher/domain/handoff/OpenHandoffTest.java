package io.leaddispatcher.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.policy.Target.HandoffType;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The handoffs of a lead of which somebody still waits to hear. */
class OpenHandoffTest {

    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");
    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey SUE = new RepKey("sue");

    private static TimelineEntry entry(String type, String actor, Map<String, Object> detail) {
        return new TimelineEntry(NOON, type, actor, "api", detail);
    }

    private static TimelineEntry handedOff(String type, String from) {
        return entry("HANDED_OFF", "member:1", Map.of("type", type, "from", from));
    }

    private static TimelineEntry outcome(String type) {
        return entry("OUTCOME_RECORDED", "rep:sue", Map.of("type", type));
    }

    private static final TimelineEntry RETURNED = entry("HANDOFF_RETURNED", "rep:sue", Map.of());

    @Test
    void itSaysWhoHadTheLeadAndWhatTheOthersWereTold() {
        TimelineEntry told =
                entry(
                        "HANDED_OFF",
                        "member:1",
                        Map.of(
                                "type", "SUPPORT",
                                "from", "mia",
                                "summary", Map.of("notes", "cannot log in")));

        assertThat(OpenHandoff.of(List.of(told)))
                .containsExactly(new OpenHandoff(HandoffType.SUPPORT, MIA, NOON, "cannot log in"));
        assertThat(OpenHandoff.TOLD_BY)
                .contains(told.type(), RETURNED.type(), outcome("WON").type());
    }

    @Test
    void whatWasToldBeforeNamesTheRepAsWhoDidIt() {
        assertThat(
                        OpenHandoff.of(
                                List.of(
                                        entry("HANDED_OFF", "rep:mia", Map.of("type", "SALES")),
                                        entry("HANDED_OFF", "member:1", Map.of("type", "PARTNER")),
                                        entry("HANDED_OFF", "rep:", Map.of("type", "NURTURE")))))
                .extracting(OpenHandoff::giver)
                .containsExactly(null, null, MIA);
    }

    @Test
    void theLatestComesFirstAndIsGivenBackFirst() {
        List<TimelineEntry> twice = List.of(handedOff("SUPPORT", "mia"), handedOff("SALES", "sue"));

        assertThat(OpenHandoff.of(twice)).extracting(OpenHandoff::giver).containsExactly(SUE, MIA);
        assertThat(OpenHandoff.of(List.of(twice.getFirst(), twice.getLast(), RETURNED)))
                .extracting(OpenHandoff::giver)
                .containsExactly(MIA);
        assertThat(OpenHandoff.of(List.of(twice.getFirst(), RETURNED, RETURNED))).isEmpty();
    }

    @Test
    void anOutcomeThatEndsTheWorkEndsThemAll() {
        TimelineEntry first = handedOff("SUPPORT", "mia");

        assertThat(OpenHandoff.of(List.of(first, outcome("WON")))).isEmpty();
        assertThat(OpenHandoff.of(List.of(first, outcome("MEETING_HELD")))).hasSize(1);
        assertThat(OpenHandoff.of(List.of(first, outcome("LOST"), handedOff("SALES", "sue"))))
                .extracting(OpenHandoff::giver)
                .containsExactly(SUE);
    }

    @Test
    void whatTellsOfSomethingElseIsPassedOver() {
        assertThat(
                        OpenHandoff.of(
                                List.of(
                                        entry("LEAD_RECEIVED", "system", Map.of()),
                                        entry("HANDED_OFF", "rep:mia", Map.of("type", "NOBODY")))))
                .isEmpty();
        assertThat(
                        OpenHandoff.of(
                                List.of(
                                        entry(
                                                "HANDED_OFF",
                                                "rep:mia",
                                                Map.of(
                                                        "type",
                                                        "SALES",
                                                        "summary",
                                                        Map.of("source", "web"))))))
                .extracting(OpenHandoff::notes)
                .containsOnlyNulls();
    }
}
