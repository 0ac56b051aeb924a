package io.leaddispatcher.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsideredTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final CandidateTrace PAUSED =
            new CandidateTrace(
                    "mia",
                    List.of(UnavailabilityReason.PAUSED, UnavailabilityReason.AT_CAPACITY),
                    false,
                    null);
    private static final CandidateTrace FREE = new CandidateTrace("mia", List.of(), false, null);
    private static final CandidateTrace CHOSEN =
            new CandidateTrace("mia", List.of(), true, "next in turn");
    private static final CandidateTrace OTHER =
            new CandidateTrace("mia-two", List.of(), false, null);

    private static Map<String, Object> tried(String rule, CandidateTrace... candidates) {
        return Map.of("rule", rule, "candidates", PackedCandidates.packed(List.of(candidates)));
    }

    private static Considered mia(Object... tried) {
        return Considered.in(Map.of("tried", List.of(tried)), MIA).orElseThrow();
    }

    @Test
    void theFirstReasonAgainstTheRepIsTheGroup() {
        assertThat(mia(tried("a", PAUSED)))
                .isEqualTo(
                        new Considered(
                                "a",
                                List.of(
                                        UnavailabilityReason.PAUSED,
                                        UnavailabilityReason.AT_CAPACITY),
                                false,
                                null));
        assertThat(mia(tried("a", PAUSED)).passedOver()).isEqualTo("PAUSED");
    }

    @Test
    void whoCouldHaveHadItWasNotNext() {
        assertThat(mia(tried("a", OTHER, FREE)).passedOver()).isEqualTo(Considered.NOT_NEXT);
    }

    @Test
    void whoeverGotItWasNotPassedOver() {
        assertThat(mia(tried("a", CHOSEN)).passedOver()).isNull();
        assertThat(mia(tried("a", CHOSEN)).because()).isEqualTo("next in turn");
    }

    @Test
    void ofSeveralRulesTheOneCountsThatChoseTheRepElseTheLast() {
        assertThat(mia(tried("a", PAUSED), tried("b", FREE)).rule()).isEqualTo("b");
        assertThat(mia(tried("a", PAUSED), tried("b", OTHER)).rule()).isEqualTo("a");
        assertThat(mia(tried("a", CHOSEN), tried("b", FREE)).rule()).isEqualTo("a");
    }

    @Test
    void aLeadThatWasGivenByHandHasNoRule() {
        Map<String, Object> kept =
                Map.of(
                        "tried",
                        List.of(),
                        "direct",
                        Map.of("candidates", PackedCandidates.packed(List.of(CHOSEN))));

        assertThat(Considered.in(kept, MIA).orElseThrow())
                .isEqualTo(new Considered(null, List.of(), true, "next in turn"));
    }

    @Test
    void whoWasNotLookedAtIsInNoGroup() {
        assertThat(Considered.in(Map.of("tried", List.of(tried("a", OTHER))), MIA)).isEmpty();
        assertThat(Considered.in(Map.of(), MIA)).isEmpty();
    }
}
