package io.leaddispatcher.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.simulation.Landing.Status;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MoveTest {

    private static final Landing MIA = to("mia", "a");
    private static final Landing BEN = to("ben", "a");
    private static final Landing ASKED = to(null, "a");
    private static final Landing WAITS = waits("fallback");
    private static final Landing REJECTED =
            new Landing(Status.REJECTED, null, null, null, "spam", "Tier");

    private static Landing to(@Nullable String rep, @Nullable String rule) {
        return new Landing(
                Status.ASSIGNED,
                rep == null ? null : new RepKey(rep),
                new PoolKey("emea"),
                null,
                rule,
                "Tier");
    }

    private static Landing waits(String queue) {
        return new Landing(Status.QUEUED, null, null, new QueueKey(queue), null, null);
    }

    private static Stream<Arguments> moves() {
        return Stream.of(
                Arguments.of(
                        MIA,
                        BEN,
                        Move.Kind.OTHER_TURN,
                        "rule 'a' takes it as before, and the turn of its pool falls to 'ben' instead"
                                + " of 'mia'"),
                Arguments.of(
                        MIA,
                        new Landing(
                                Status.ASSIGNED,
                                new RepKey("ben"),
                                new PoolKey("us"),
                                null,
                                "a",
                                "Tier"),
                        Move.Kind.OTHER_TARGET,
                        "rule 'a' takes it as before, and gives it to 'ben' instead of 'mia'"),
                Arguments.of(
                        MIA,
                        new Landing(Status.ASSIGNED, new RepKey("ben"), null, null, "a", "Tier"),
                        Move.Kind.OTHER_TARGET,
                        "rule 'a' takes it as before, and gives it to 'ben' instead of 'mia'"),
                Arguments.of(
                        MIA,
                        to("ben", "b"),
                        Move.Kind.OTHER_RULE,
                        "rule 'b' takes it instead of 'a', and gives it to 'ben' instead of 'mia'"),
                Arguments.of(
                        to("mia", null),
                        to("ben", "b"),
                        Move.Kind.OTHER_RULE,
                        "rule 'b' takes it instead of none, and gives it to 'ben' instead of 'mia'"),
                Arguments.of(
                        MIA,
                        ASKED,
                        Move.Kind.OTHER_TURN,
                        "rule 'a' takes it as before, and the turn of its pool falls to pool 'emea',"
                                + " whoever accepts first instead of 'mia'"),
                Arguments.of(
                        WAITS,
                        MIA,
                        Move.Kind.NOW_ASSIGNED,
                        "rule 'a' gives it to 'mia'; it waited in queue 'fallback'"),
                Arguments.of(
                        MIA,
                        WAITS,
                        Move.Kind.NO_LONGER_ASSIGNED,
                        "nobody takes it: it waits in queue 'fallback'; it went to 'mia'"),
                Arguments.of(
                        WAITS,
                        waits("night"),
                        Move.Kind.OTHER_QUEUE,
                        "it waits in queue 'night' instead of 'fallback'"),
                Arguments.of(MIA, REJECTED, Move.Kind.NOW_REJECTED, "rule 'spam' rejects it"),
                Arguments.of(
                        REJECTED,
                        MIA,
                        Move.Kind.NO_LONGER_REJECTED,
                        "it is not rejected any more: it goes to 'mia'"),
                Arguments.of(
                        REJECTED,
                        WAITS,
                        Move.Kind.NO_LONGER_REJECTED,
                        "it is not rejected any more: it goes to queue 'fallback'"));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void aMoveSaysWhatIsDifferent(Landing then, Landing now, Move.Kind kind, String why) {
        assertThat(Move.between(then, now)).contains(new Move(kind, why));
    }

    @Test
    void whoLandsInTheSamePlaceHasNotMoved() {
        assertThat(Move.between(MIA, MIA)).isEmpty();
        assertThat(Move.between(MIA, to("mia", "another rule"))).isEmpty();
        assertThat(Move.between(ASKED, ASKED)).isEmpty();
        assertThat(Move.between(WAITS, WAITS)).isEmpty();
        assertThat(Move.between(REJECTED, REJECTED)).isEmpty();
    }
}
