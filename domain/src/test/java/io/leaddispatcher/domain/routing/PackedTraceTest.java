package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import io.leaddispatcher.domain.routing.Trace.RuleTrace;
import io.leaddispatcher.domain.routing.Trace.TierTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A kept trace is short, and says the same. */
class PackedTraceTest {

    @Test
    void neighboursOfWhomTheSameIsSaidShareAnEntry() {
        Trace trace =
                trace(
                        free("ann"),
                        free("ben"),
                        free("cem").chosenBecause("next in equal turns"),
                        free("dee"),
                        away("eva"),
                        away("fee"));

        assertThat(candidates(trace.toPackedDocument()))
                .containsExactly(
                        object("reps", "ann ben", "eligible", true),
                        object(
                                "rep",
                                "cem",
                                "eligible",
                                true,
                                "chosen",
                                true,
                                "because",
                                "next in equal turns"),
                        object("rep", "dee", "eligible", true),
                        object(
                                "reps",
                                "eva fee",
                                "eligible",
                                false,
                                "reasons",
                                List.of("OUT_OF_HOURS")));
    }

    @Test
    void whatWasPackedIsUnpackedToTheLetter() {
        var random = new SplittableRandom(3);
        for (int trial = 0; trial < 500; trial++) {
            Trace trace =
                    trace(
                            IntStream.range(0, random.nextInt(12))
                                    .mapToObj(index -> anybody("rep-" + index, random))
                                    .toArray(CandidateTrace[]::new));

            assertThat(PackedTrace.unpacked(trace.toPackedDocument()))
                    .isEqualTo(trace.toDocument());
        }
    }

    @Test
    void anOwnerWhomACrmSpellsWithBlanksStaysWhole() {
        Trace trace = trace(CandidateTrace.unknown("Ann Lee"), CandidateTrace.unknown("Ben Lee"));

        assertThat(candidates(trace.toPackedDocument())).hasSize(2);
        assertThat(PackedTrace.unpacked(trace.toPackedDocument())).isEqualTo(trace.toDocument());
    }

    @Test
    void whatWasNeverPackedStaysAsItIs() {
        Trace trace = trace(free("ann"), free("ben"), away("cem"));

        assertThat(PackedTrace.unpacked(trace.toDocument())).isEqualTo(trace.toDocument());
    }

    private static CandidateTrace anybody(String key, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> away(key);
            case 1 -> free(key).chosenBecause("of luck");
            default -> free(key);
        };
    }

    private static CandidateTrace free(String key) {
        return new CandidateTrace(key, List.of(), false, null);
    }

    private static CandidateTrace away(String key) {
        return new CandidateTrace(key, List.of(UnavailabilityReason.OUT_OF_HOURS), false, null);
    }

    private static Trace trace(CandidateTrace... candidates) {
        RuleTrace rule =
                new RuleTrace(
                        "all",
                        "Everybody",
                        true,
                        Outcome.WON,
                        null,
                        new ArrayList<>(List.of(candidates)),
                        null);
        return new Trace(3, List.of(new TierTrace("Only", List.of(rule))), null, null);
    }

    private static List<Object> candidates(Map<String, @Nullable Object> document) {
        List<Object> candidates = new ArrayList<>();
        assertThat(document)
                .extractingByKey("tiers", LIST)
                .first()
                .extracting("rules", LIST)
                .first()
                .extracting("candidates", list(Object.class))
                .satisfies(candidates::addAll);
        return candidates;
    }
}
