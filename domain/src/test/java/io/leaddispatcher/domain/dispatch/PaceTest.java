package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant START = Instant.parse("2026-11-21T09:30:00Z");
    private static final Pace SLACK = Pace.of(Address.Kind.SLACK_CHANNEL).orElseThrow();

    @Test
    void threeLeaveAtOnceAndThenOneASecond() {
        assertThat(leaving(List.of(0L, 0L, 0L, 0L, 0L)))
                .containsExactly(0L, 0L, 0L, 1_000L, 2_000L);
    }

    @Test
    void afterARestTheBurstIsBackAndNoMore() {
        assertThat(leaving(List.of(0L, 0L, 0L, 60_000L, 60_000L, 60_000L, 60_000L)))
                .containsExactly(0L, 0L, 0L, 60_000L, 60_000L, 60_000L, 61_000L);
    }

    @Test
    void noWindowHoldsMoreThanTheBurstAndOneASecond() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            List<Long> arrivals = new ArrayList<>();
            long at = 0;
            for (int i = 0; i < 60; i++) {
                at += random.nextInt(4) == 0 ? random.nextInt(5_000) : random.nextInt(300);
                arrivals.add(at);
            }
            List<Long> leaving = leaving(arrivals);
            for (int i = 0; i < leaving.size(); i++) {
                assertThat(leaving.get(i)).isGreaterThanOrEqualTo(arrivals.get(i));
                for (int j = i + 3; j < leaving.size(); j++) {
                    assertThat(leaving.get(j) - leaving.get(i))
                            .isGreaterThanOrEqualTo((j - i - 2) * 1_000L);
                }
            }
        }
    }

    @Test
    void onlySlackSetsAPace() {
        assertThat(Pace.of(Address.Kind.EMAIL)).isEmpty();
        assertThat(Pace.of(Address.Kind.CRM_CONNECTION)).isEmpty();
    }

    @Test
    void tenMessagesAreChangedAtOnceAndThenFiftyAMinute() {
        Pace changes = Pace.of(Address.Kind.SLACK_CARD).orElseThrow();
        List<Long> leaving = leaving(changes, Collections.nCopies(61, 0L));

        assertThat(leaving.get(9)).isZero();
        assertThat(leaving.get(10)).isEqualTo(1_200L);
        assertThat(leaving.get(59)).isEqualTo(60_000L);
    }

    private static List<Long> leaving(List<Long> arrivals) {
        return leaving(SLACK, arrivals);
    }

    private static List<Long> leaving(Pace pace, List<Long> arrivals) {
        List<Long> leaving = new ArrayList<>();
        Instant memory = null;
        for (long arrival : arrivals) {
            Pace.Turn turn = pace.take(memory, START.plusMillis(arrival));
            memory = turn.next();
            leaving.add(turn.at().toEpochMilli() - START.toEpochMilli());
        }
        return leaving;
    }
}
