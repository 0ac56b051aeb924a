package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockLineTest {

    @Test
    void nobodyWasToldInTimeByWhatTheSandboxKept() {
        assertThat(told("sandbox:1")).isEqualTo("Kept in the sandbox, nobody was told");
        assertThat(told("D1/1.2")).isEqualTo("In time");
        assertThat(told("sandbox:1", "D1/1.2")).isEqualTo("In time");
    }

    @Test
    void theOtherClocksAreMetByWhatReallyHappened() {
        assertThat(state("ACCEPTED", "sandbox:1")).isEqualTo("In time");
    }

    private static String told(String... references) {
        return state("DISPATCHED", references);
    }

    private static String state(String target, String... references) {
        var timeline =
                Arrays.stream(references)
                        .map(reference ->
                                Tree.of(
                                        Map.of(
                                                "type",
                                                "DISPATCHED",
                                                "detail",
                                                Map.of("deliveryId", "1", "reference", reference))))
                        .toList();
        return ClockLine.all(
                        Tree.of(
                                Map.of(
                                        "clocks",
                                        List.of(Map.of("target", target, "state", "MET")))),
                        Sandboxed.of(timeline),
                        TraceViewTest.words())
                .getFirst()
                .state();
    }
}
