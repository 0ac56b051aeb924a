package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private static final Map<String, Object> HELD = Map.of("state", "COMPLETED", "repKey", "mia");

    @Test
    void whatWasWonSaysForHowMuchAndWhoseItWas() {
        var closing =
                closed(
                        List.of(HELD),
                        Map.of(
                                "type",
                                "WON",
                                "amount",
                                12500,
                                "currency",
                                "EUR",
                                "reason",
                                "paper"));

        assertThat(closing.result()).isEqualTo("Won");
        assertThat(closing.tone()).isEqualTo("good");
        assertThat(closing.who()).isEqualTo("Mia Brandt");
        assertThat(closing.amount()).isEqualTo("12,500 EUR");
        assertThat(closing.reason()).isEqualTo("paper");
    }

    @Test
    void spamThatNobodyHadIsCalledSo() {
        var closing = closed(List.of(), Map.of("type", "DISQUALIFIED", "reason", "SPAM"));

        assertThat(closing.result()).isEqualTo("Disqualified: Spam");
        assertThat(closing.reason()).isNull();
        assertThat(closing.who()).isNull();
    }

    @Test
    void whatNobodySaysTheOutcomeOfIsCompleted() {
        assertThat(closed(List.of(HELD), Map.of("type", "MEETING_HELD")).result())
                .isEqualTo("Completed");
    }

    @Test
    void whatIsUnderWayHasNone() {
        assertThat(of("ASSIGNED", List.of(), Map.of("type", "WON"))).isNull();
    }

    private static Closing closed(List<Map<String, Object>> assignments, Map<String, ?> outcome) {
        return Objects.requireNonNull(of("COMPLETED", assignments, outcome));
    }

    private static @Nullable Closing of(
            String status, List<Map<String, Object>> assignments, Map<String, ?> outcome) {
        var words = TraceViewTest.words();
        return Closing.of(
                Tree.of(Map.of("status", status, "assignments", assignments)),
                List.of(
                        Tree.of(
                                Map.of(
                                        "type", "OUTCOME_RECORDED",
                                        "at", "2026-11-29T17:44:29Z",
                                        "detail", outcome))),
                new Names(Map.of("rep/mia", "Mia Brandt"), words),
                words);
    }
}
