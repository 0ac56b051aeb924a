package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SinceThenTest {

    private static final Names NAMES =
            new Names(
                    Map.of(
                            "rep/mia",
                            "Mia Brandt",
                            "rep/ben",
                            "Ben Okafor",
                            "queue/fallback",
                            "Fallback",
                            "queue/late",
                            "Late"),
                    TraceViewTest.words());

    @Test
    void whatWasGivenBackWaitsNow() {
        assertThat(now(Map.of("status", "QUEUED", "queueKey", "late"), Map.of("repKey", "mia")))
                .isEqualTo("Now it waits in Late.");
    }

    @Test
    void whatIsInAnotherQueueWaitsThere() {
        assertThat(
                        now(
                                Map.of("status", "QUEUED", "queueKey", "late"),
                                Map.of("queueKey", "fallback")))
                .isEqualTo("Now it waits in Late.");
    }

    @Test
    void whatSomebodyElseHasIsTheirs() {
        assertThat(
                        now(
                                Map.of("status", "ASSIGNED", "assignment", Map.of("repKey", "ben")),
                                Map.of("repKey", "mia")))
                .isEqualTo("Now Ben Okafor has it.");
    }

    @Test
    void whatIsAsItWasDecidedNeedsNoWords() {
        assertThat(now(Map.of("status", "QUEUED", "queueKey", "late"), Map.of("queueKey", "late")))
                .isNull();
        assertThat(
                        now(
                                Map.of("status", "ASSIGNED", "assignment", Map.of("repKey", "mia")),
                                Map.of("repKey", "mia")))
                .isNull();
        assertThat(now(Map.of("status", "COMPLETED"), Map.of("repKey", "mia"))).isNull();
        assertThat(now(Map.of("status", "ASSIGNED"), Map.of("repKey", "mia"))).isNull();
        assertThat(now(Map.of("status", "QUEUED"), Map.of("repKey", "mia"))).isNull();
    }

    private static @Nullable String now(Map<String, ?> lead, Map<String, ?> decision) {
        var words = TraceViewTest.words();
        var latest =
                TraceView.of(Tree.of(Map.of("trace", Map.of("decision", decision))), NAMES, words);
        return SinceThen.of(Tree.of(lead), latest, NAMES, words);
    }
}
