package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kept candidates are short, and say the same. */
class PackedCandidatesTest {

    @Test
    void neighboursOfWhomTheSameIsSaidShareAnEntry() {
        List<CandidateTrace> all =
                List.of(
                        free("ann"),
                        free("ben"),
                        free("cem").chosenBecause("next in equal turns"),
                        free("dee"),
                        away("eva"),
                        away("fee"));

        assertThat(PackedCandidates.packed(all))
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
            List<CandidateTrace> all =
                    IntStream.range(0, random.nextInt(12))
                            .mapToObj(index -> anybody("rep-" + index, random))
                            .toList();

            assertThat(PackedCandidates.candidates(PackedCandidates.packed(all))).isEqualTo(all);
        }
    }

    @Test
    void anOwnerWhomACrmSpellsWithBlanksStaysWhole() {
        List<CandidateTrace> all =
                List.of(CandidateTrace.unknown("Ann Lee"), CandidateTrace.unknown("Ben Lee"));

        assertThat(PackedCandidates.packed(all)).hasSize(2);
        assertThat(PackedCandidates.candidates(PackedCandidates.packed(all))).isEqualTo(all);
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
}
