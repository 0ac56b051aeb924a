package io.leaddispatcher.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The handoffs of a lead as the API shows them. */
class HandoffsTest {

    private final List<Map<String, Object>> timeline = new ArrayList<>();
    private final List<Map<String, Object>> assignments = new ArrayList<>();

    private void told(int minute, String type, Map<String, Object> detail) {
        timeline.add(Map.of("at", at(minute), "type", type, "actor", "rep:mia", "detail", detail));
    }

    private void given(int minute, String rep, String state) {
        assignments.add(Map.of("offeredAt", at(minute), "repKey", rep, "state", state));
    }

    private static String at(int minute) {
        return "2026-11-25T11:%02d:00Z".formatted(minute);
    }

    private List<Map<String, Object>> handoffs(LeadStatus status) {
        return Handoffs.of(status, timeline, assignments);
    }

    @Test
    void theyComeInOrderWithWhatWasSaid() {
        told(1, "HANDED_OFF", Map.of("type", "SUPPORT", "summary", Map.of("notes", "login")));
        told(5, "HANDED_OFF", Map.of("type", "SALES", "reason", "wants more"));
        given(2, "sue", "REASSIGNED");
        given(6, "ben", "OFFERED");

        assertThat(handoffs(LeadStatus.ASSIGNED))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .containsEntry("type", "SUPPORT")
                                        .containsEntry("summary", Map.of("notes", "login"))
                                        .containsEntry("state", "CLOSED"),
                        last ->
                                assertThat(last)
                                        .containsEntry("by", "rep:mia")
                                        .containsEntry("reason", "wants more")
                                        .containsEntry("state", "TAKEN")
                                        .containsEntry("repKey", "ben"));
    }

    @Test
    void whatIsGivenBackSaysByWhomAndWhy() {
        told(1, "HANDED_OFF", Map.of("type", "SUPPORT", "from", "mia"));
        told(3, "HANDOFF_RETURNED", Map.of("to", "mia", "reason", "wants to buy", "x", 1));
        given(2, "sue", "RETURNED");
        given(3, "mia", "OFFERED");

        assertThat(handoffs(LeadStatus.ASSIGNED))
                .singleElement()
                .satisfies(one ->
                        assertThat(one)
                                .containsEntry("state", "RETURNED")
                                .containsEntry(
                                        "returned",
                                        Map.of(
                                                "at", at(3),
                                                "by", "rep:mia",
                                                "to", "mia",
                                                "reason", "wants to buy")));
    }

    @Test
    void onceTheLatestIsGivenBackTheOneBeforeIsOpenAgain() {
        told(1, "HANDED_OFF", Map.of("type", "SUPPORT"));
        told(3, "HANDED_OFF", Map.of("type", "SALES"));
        told(5, "HANDOFF_RETURNED", Map.of("to", "sue"));
        given(5, "sue", "OFFERED");

        assertThat(handoffs(LeadStatus.ASSIGNED))
                .extracting(each -> each.get("state"))
                .containsExactly("TAKEN", "RETURNED");
    }

    @Test
    void whatThePolicyDecidesAnewIsHandedOffNoMore() {
        told(1, "HANDED_OFF", Map.of("type", "SUPPORT"));
        told(2, "REROUTED", Map.of("cause", "MANUAL", "to", "ben"));
        assertThat(handoffs(LeadStatus.ASSIGNED))
                .as("somebody has picked who takes it")
                .extracting("state")
                .containsExactly("TAKEN");
        told(3, "REROUTED", Map.of("cause", "MANUAL"));
        given(3, "ben", "OFFERED");

        assertThat(handoffs(LeadStatus.ASSIGNED)).extracting("state").containsExactly("CLOSED");
        assertThat(handoffs(LeadStatus.QUEUED)).extracting("state").containsExactly("CLOSED");

        told(4, "HANDOFF_RETURNED", Map.of("to", "mia"));
        assertThat(handoffs(LeadStatus.ASSIGNED)).extracting("state").containsExactly("RETURNED");

        told(5, "HANDED_OFF", Map.of("type", "NURTURE"));
        assertThat(handoffs(LeadStatus.QUEUED))
                .extracting("state")
                .containsExactly("RETURNED", "WAITING");
    }

    @Test
    void whatIsOverIsClosedAndWhatNobodyHasTakenWaits() {
        told(1, "HANDED_OFF", Map.of("type", "SUPPORT"));
        assertThat(handoffs(LeadStatus.QUEUED)).extracting("state").containsExactly("WAITING");
        assertThat(handoffs(LeadStatus.COMPLETED)).extracting("state").containsExactly("CLOSED");
        given(2, "sue", "RETURNED");
        assertThat(handoffs(LeadStatus.QUEUED)).extracting("state").containsExactly("RETURNED");

        told(3, "OUTCOME_RECORDED", Map.of("type", "LOST"));
        assertThat(handoffs(LeadStatus.ASSIGNED))
                .as("of another round")
                .extracting("state")
                .containsExactly("CLOSED");
    }
}
