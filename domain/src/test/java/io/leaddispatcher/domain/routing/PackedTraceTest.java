package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was kept before explanations were kept can still be read. */
class PackedTraceTest {

    @Test
    void packedCandidatesAreShownOneByOne() {
        assertThat(
                        PackedTrace.unpacked(
                                trace(
                                        object("reps", "ann ben", "eligible", true),
                                        object("rep", "cem", "eligible", true, "chosen", true))))
                .isEqualTo(
                        trace(
                                object("rep", "ann", "eligible", true),
                                object("rep", "ben", "eligible", true),
                                object("rep", "cem", "eligible", true, "chosen", true)));
    }

    @Test
    void whatWasNeverPackedStaysAsItIs() {
        Map<String, @Nullable Object> trace = trace(object("rep", "ann", "eligible", true));

        assertThat(PackedTrace.unpacked(trace)).isEqualTo(trace);
    }

    private static Map<String, @Nullable Object> trace(Object... candidates) {
        return object(
                "policyVersion",
                3,
                "tiers",
                List.of(
                        object(
                                "name",
                                "Only",
                                "rules",
                                List.of(
                                        object(
                                                "id",
                                                "all",
                                                "matched",
                                                true,
                                                "candidates",
                                                List.of(candidates))))),
                "decision",
                object("repKey", "cem"));
    }
}
