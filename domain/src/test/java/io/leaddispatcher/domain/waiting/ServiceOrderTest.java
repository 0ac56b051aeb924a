package io.leaddispatcher.domain.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order those who wait are served. */
class ServiceOrderTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration AGEING = Duration.ofHours(4);
    private static final List<QueueType> QUEUES = List.of(QueueType.values());
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final ServiceOrder ORDER = new ServiceOrder(AGEING);

    private record Lead(QueueType queue, Priority priority, Instant since) {

        Instant turn() {
            return ORDER.turn(queue, priority, since);
        }
    }

    private static Lead lead(Priority priority, Duration after) {
        return new Lead(QueueType.FALLBACK, priority, NOON.plus(after));
    }

    private static List<Lead> served(Lead... waiting) {
        return IntStream.range(0, waiting.length)
                .mapToObj(index -> waiting[index])
                .sorted(Comparator.comparing(Lead::turn))
                .toList();
    }

    @Test
    void theHighestPriorityComesFirstAndThenWhoWaitsLongest() {
        Lead oldLow = lead(Priority.LOW, Duration.ofMinutes(0));
        Lead older = lead(Priority.STANDARD, Duration.ofMinutes(10));
        Lead newer = lead(Priority.STANDARD, Duration.ofMinutes(20));
        Lead high = lead(Priority.HIGH, Duration.ofMinutes(30));
        Lead urgent = lead(Priority.URGENT, Duration.ofMinutes(40));

        assertThat(served(older, oldLow, urgent, newer, high))
                .containsExactly(urgent, high, older, newer, oldLow);
    }

    @Test
    void whoHasWaitedLongEnoughCountsALevelHigher() {
        Lead low = lead(Priority.LOW, Duration.ZERO);

        assertThat(served(low, lead(Priority.STANDARD, AGEING.minusNanos(1000))).getLast())
                .isEqualTo(low);
        assertThat(served(low, lead(Priority.STANDARD, AGEING.plusNanos(1000))).getFirst())
                .isEqualTo(low);
        assertThat(served(low, lead(Priority.URGENT, AGEING.multipliedBy(3).plusNanos(1000))))
                .startsWith(low);
    }

    @Test
    void whatWasLeftAfterHoursIsServedFirstAtOpening() {
        Lead evening = new Lead(QueueType.AFTER_HOURS, Priority.LOW, NOON.plusSeconds(30_000));
        Lead night = new Lead(QueueType.AFTER_HOURS, Priority.URGENT, NOON.plusSeconds(50_000));
        Lead elsewhere = lead(Priority.URGENT, Duration.ofMinutes(500));

        assertThat(served(elsewhere, night, evening)).endsWith(elsewhere);
    }

    /** Leads come in at random, and one is served every few minutes. */
    @Test
    void nobodyIsPassedByMoreThanWhatCameWithinTheLevelsBetween() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 15; round++) {
            List<Lead> all = new ArrayList<>();
            for (int each = 0; each < 400; each++) {
                all.add(
                        new Lead(
                                QUEUES.get(random.nextInt(QUEUES.size())),
                                PRIORITIES.get(random.nextInt(PRIORITIES.size())),
                                NOON.plus(Duration.ofMinutes(random.nextInt(60 * 72)))));
            }
            for (Lead lead : all) {
                Duration most = AGEING.multipliedBy(levels(lead) + 4L);
                assertThat(
                                all.stream()
                                        .filter(other -> other.since().isAfter(lead.since()))
                                        .filter(other -> other.turn().isBefore(lead.turn())))
                        .allSatisfy(other ->
                                assertThat(Duration.between(lead.since(), other.since()))
                                        .isLessThan(most));
            }
        }
    }

    private static long levels(Lead lead) {
        return ORDER.lag(QueueType.FALLBACK, lead.priority()).dividedBy(AGEING);
    }

    @Test
    void theOrderOfTwoNeverChangesWhileBothWait() {
        Lead one = lead(Priority.LOW, Duration.ZERO);
        Lead other = lead(Priority.HIGH, Duration.ofHours(7));

        // Nothing but what was true when they began to wait is asked.
        assertThat(ORDER.turn(one.queue(), one.priority(), one.since()))
                .isEqualTo(NOON.plus(Duration.ofHours(12)));
        assertThat(ORDER.turn(other.queue(), other.priority(), other.since()))
                .isEqualTo(NOON.plus(Duration.ofHours(11)));
    }

    @Test
    void aLevelIsWorthSomething() {
        assertThatThrownBy(() -> new ServiceOrder(Duration.ZERO))
                .hasMessage("what a level of priority is worth (PT0S) must be positive");
    }
}
