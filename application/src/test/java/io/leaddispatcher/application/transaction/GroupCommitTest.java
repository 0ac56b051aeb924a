package io.leaddispatcher.application.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class GroupCommitTest {

    private static final TenantId ONE = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

    private final List<List<String>> begun = new ArrayList<>();
    private final List<Sinks.Empty<Void>> gates = new ArrayList<>();
    private final UnitOfWork unitOfWork =
            new UnitOfWork() {
                @Override
                public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                    Sinks.Empty<Void> gate = Sinks.empty();
                    gates.add(gate);
                    return work.flatMap(result -> gate.asMono().thenReturn(result));
                }
            };
    private final GroupCommit<String, String> group =
            new GroupCommit<>(
                    unitOfWork,
                    Sharing.of(3),
                    (_, items) -> work(items).map(GroupCommit.Done::new));

    @AfterEach
    void timeGoesOn() {
        VirtualTimeScheduler.reset();
    }

    private Mono<List<String>> work(List<String> items) {
        begun.add(items);
        return items.contains("bad")
                ? Mono.error(new IllegalArgumentException("bad"))
                : Mono.just(items.stream().map(item -> item + "!").toList());
    }

    @Test
    void oneAloneGoesAtOnceAndIsAnsweredAfterTheCommit() {
        CompletableFuture<@Nullable String> answer = commit(ONE, "a");

        assertThat(begun).containsExactly(List.of("a"));
        assertThat(answer).isNotDone();
        end(0);
        assertThat(answer).isCompletedWithValue("a!");
    }

    @Test
    void whatComesMeanwhileSharesTheNextCommitUpToTheMost() {
        begin("a");
        List<CompletableFuture<@Nullable String>> answers =
                List.of(commit(ONE, "b"), commit(ONE, "c"), commit(ONE, "d"), commit(ONE, "e"));

        end(0);
        assertThat(begun).containsExactly(List.of("a"), List.of("b", "c", "d"));
        end(1);
        assertThat(begun).hasSize(3).last().isEqualTo(List.of("e"));
        end(2);
        assertThat(answers)
                .extracting(CompletableFuture::join)
                .containsExactly("b!", "c!", "d!", "e!");
        begin("f");
        assertThat(begun).last().isEqualTo(List.of("f"));
    }

    @Test
    void whatNobodyWaitsForIsGatheredUntilTheTimeIsOverOrAGroupIsFull() {
        GroupCommit<String, String> gathering =
                new GroupCommit<>(
                        unitOfWork,
                        Sharing.of(3).gathered(Duration.ofMillis(25)),
                        (_, items) -> work(items).map(GroupCommit.Done::new));
        Flux.just("a", "b").flatMap(item -> gathering.commit(ONE, item)).subscribe();

        time.advanceTimeBy(Duration.ofMillis(24));
        assertThat(begun).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(begun).containsExactly(List.of("a", "b"));
        Flux.just("c", "d", "e", "f").flatMap(item -> gathering.commit(ONE, item)).subscribe();
        end(0);
        assertThat(begun).last().isEqualTo(List.of("c", "d", "e"));
        end(1);
        assertThat(begun).hasSize(2);
        time.advanceTimeBy(Duration.ofMillis(25));
        assertThat(begun).last().isEqualTo(List.of("f"));
    }

    @Test
    void groupsFollowAtADistanceUnlessTheyAreLargeAndOneAloneGoesAtOnce() {
        GroupCommit<String, String> spaced =
                new GroupCommit<>(
                        unitOfWork,
                        Sharing.of(9).spaced(Duration.ofMillis(8), 3),
                        (_, items) -> work(items).map(GroupCommit.Done::new));
        Flux.just("a", "b").flatMap(item -> spaced.commit(ONE, item)).subscribe();
        assertThat(begun).containsExactly(List.of("a"));

        end(0);
        assertThat(begun).hasSize(1);
        spaced.commit(ONE, "c").subscribe();
        time.advanceTimeBy(Duration.ofMillis(8));
        assertThat(begun).last().isEqualTo(List.of("b", "c"));
        Flux.just("d", "e", "f").flatMap(item -> spaced.commit(ONE, item)).subscribe();
        end(1);
        assertThat(begun).last().isEqualTo(List.of("d", "e", "f"));
        end(2);
        spaced.commit(ONE, "g").subscribe();
        assertThat(begun).last().isEqualTo(List.of("g"));
    }

    @Test
    void whoSendsMuchYieldsWhileOthersAreThere() {
        var yielding =
                new GroupCommit<String, String>(
                        unitOfWork,
                        Sharing.of(9).yielding(new Sharing.Yielding(2, 3, 2)),
                        (_, items) -> work(items).map(GroupCommit.Done::new));
        yielding.commit(ONE, "a").subscribe();
        yielding.commit(ONE, "b").subscribe();
        yielding.commit(ONE, "c").subscribe();
        yielding.commit(OTHER, "x").subscribe();
        end(0);
        assertThat(begun).as("one alone is not much").last().isEqualTo(List.of("b", "c"));

        time.advanceTimeBy(Duration.ofMillis(30));
        end(2);
        yielding.commit(ONE, "d").subscribe();
        time.advanceTimeBy(Duration.ofMillis(44));
        assertThat(begun).last().isEqualTo(List.of("b", "c"));
        Flux.just("e", "f", "g", "h").flatMap(item -> yielding.commit(ONE, item)).subscribe();
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(begun).last().isEqualTo(List.of("d", "e", "f"));

        Flux.just("i", "j").flatMap(item -> yielding.commit(ONE, item)).subscribe();
        time.advanceTimeBy(Duration.ofSeconds(1));
        end(3);
        assertThat(begun).as("nobody else is there").last().isEqualTo(List.of("g", "h", "i", "j"));
    }

    @Test
    void whoSendsAsMuchAsOthersDoesNotYieldToThem() {
        var yielding =
                new GroupCommit<String, String>(
                        unitOfWork,
                        Sharing.of(9).yielding(new Sharing.Yielding(2, 3, 2)),
                        (_, items) -> work(items).map(GroupCommit.Done::new));
        Flux.just("a", "b", "c", "d", "e").flatMap(item -> yielding.commit(ONE, item)).subscribe();
        Flux.just("v", "w", "x", "y", "z")
                .flatMap(item -> yielding.commit(OTHER, item))
                .subscribe();
        time.advanceTimeBy(Duration.ofMillis(500));
        Flux.just("f", "u").flatMap(item -> yielding.commit(OTHER, item)).subscribe();
        yielding.commit(ONE, "g").subscribe();

        end(0);
        assertThat(begun).last().isEqualTo(List.of("b", "c", "d", "e", "g"));
    }

    @Test
    void whereThereAreMoreProcessorsWhoSendsMuchRestsForLess() {
        assertThat(new Sharing.Yielding(8, 16, 1).rest(Duration.ofMillis(30))).hasMillis(45);
        assertThat(new Sharing.Yielding(8, 16, 2).rest(Duration.ofMillis(30))).hasMillis(45);
        assertThat(new Sharing.Yielding(8, 64, 8).rest(Duration.ofMillis(32))).hasMillis(12);
    }

    @Test
    void aLargeGroupBeginsBesideTheOneBeforeAndGoesOnAfterIt() {
        List<List<String>> wentOn = new ArrayList<>();
        GroupCommit<String, String> relayed = relayed(wentOn);
        relayed.commit(ONE, "a").subscribe();
        Flux.just("b", "c").flatMap(item -> relayed.commit(ONE, item)).subscribe();
        assertThat(begun).containsExactly(List.of("a"), List.of("b", "c"));
        assertThat(wentOn).containsExactly(List.of("a"));

        // No third one beside two.
        Flux.just("d", "e").flatMap(item -> relayed.commit(ONE, item)).subscribe();
        assertThat(begun).hasSize(2);
        end(0);
        assertThat(wentOn).last().isEqualTo(List.of("b", "c"));
        assertThat(begun).last().isEqualTo(List.of("d", "e"));
        assertThat(wentOn).hasSize(2);
        end(1);
        end(2);
        relayed.commit(ONE, "f").subscribe();
        assertThat(wentOn).endsWith(List.of("d", "e"), List.of("f"));
    }

    @Test
    void aSmallGroupWaitsForTheEndOfTheOneBefore() {
        GroupCommit<String, String> relayed = relayed(new ArrayList<>());
        relayed.commit(ONE, "a").subscribe();
        relayed.commit(ONE, "b").subscribe();

        assertThat(begun).containsExactly(List.of("a"));
        end(0);
        assertThat(begun).last().isEqualTo(List.of("b"));
    }

    @Test
    void whatGoesOnAfterAGroupThatFailedDoesNotWaitForItsSecondWay() {
        List<List<String>> wentOn = new ArrayList<>();
        GroupCommit<String, String> relayed = relayed(wentOn);
        CompletableFuture<@Nullable String> bad = relayed.commit(ONE, "bad").toFuture();
        Flux.just("b", "c").flatMap(item -> relayed.commit(ONE, item)).subscribe();

        assertThat(wentOn).containsExactly(List.of("bad"), List.of("b", "c"));
        assertThat(bad).isNotDone();
    }

    /** What has a part beforehand. */
    private GroupCommit<String, String> relayed(List<List<String>> wentOn) {
        return new GroupCommit<>(
                unitOfWork,
                Sharing.of(2),
                (_, items, relay) -> {
                    begun.add(items);
                    return relay.then(
                            Mono.defer(() -> {
                                wentOn.add(items);
                                return items.contains("bad")
                                        ? Mono.error(new IllegalArgumentException("bad"))
                                        : Mono.just(new GroupCommit.Done<>(items));
                            }));
                },
                List.of((_, items) -> Mono.just(new GroupCommit.Done<>(items))));
    }

    @Test
    void tenantsDoNotWaitForEachOther() {
        begin("a");
        CompletableFuture<@Nullable String> other = commit(OTHER, "b");

        end(1);
        assertThat(other).isCompletedWithValue("b!");
    }

    @Test
    void oneThatFailsTakesNobodyWithIt() {
        begin("a");
        CompletableFuture<@Nullable String> before = commit(ONE, "b");
        CompletableFuture<@Nullable String> bad = commit(ONE, "bad");
        CompletableFuture<@Nullable String> after = commit(ONE, "c");

        end(0);
        assertThat(begun).containsExactly(List.of("a"), List.of("b", "bad", "c"), List.of("b"));
        end(2);
        end(4);
        assertThat(before).isCompletedWithValue("b!");
        assertThat(after).isCompletedWithValue("c!");
        assertThatThrownBy(bad::join).hasRootCauseMessage("bad");
    }

    @Test
    void aGroupThatFailsIsDoneTogetherInTheNextWay() {
        GroupCommit<String, String> careful =
                new GroupCommit<>(
                        unitOfWork,
                        Sharing.of(3),
                        (_, items, _) -> work(items).map(GroupCommit.Done::new),
                        List.of((_, items) -> again(items)));
        careful.commit(ONE, "a").subscribe();
        CompletableFuture<@Nullable String> bad = careful.commit(ONE, "bad").toFuture();
        CompletableFuture<@Nullable String> other = careful.commit(ONE, "b").toFuture();

        end(0);
        assertThat(begun).containsExactly(List.of("a"), List.of("bad", "b"), List.of("bad", "b"));
        end(2);
        assertThat(bad).isCompletedWithValue("bad");
        assertThat(other).isCompletedWithValue("b");
    }

    private Mono<GroupCommit.Done<String>> again(List<String> items) {
        begun.add(items);
        return Mono.just(new GroupCommit.Done<>(items));
    }

    @Test
    void whatFollowsTheCommitComesAfterItAndBeforeTheAnswer() {
        List<String> order = new ArrayList<>();
        GroupCommit<String, String> telling =
                new GroupCommit<>(
                        unitOfWork,
                        Sharing.of(3),
                        (_, items) ->
                                Mono.just(
                                        new GroupCommit.Done<>(
                                                items, () -> order.add("committed"))));
        telling.commit(ONE, "answered").subscribe(order::add);

        assertThat(order).isEmpty();
        end(0);
        assertThat(order).containsExactly("committed", "answered");
    }

    @Test
    void whoLeavesDoesNotStopTheWork() {
        begin("a");
        assertThat(commit(ONE, "b").cancel(true)).isTrue();
        CompletableFuture<@Nullable String> stayed = commit(ONE, "c");

        end(0);
        assertThat(begun).last().isEqualTo(List.of("b", "c"));
        end(1);
        assertThat(stayed).isCompletedWithValue("c!");
    }

    @Test
    void answersThatAreMissingAreNotGuessed() {
        GroupCommit<String, String> forgetful =
                new GroupCommit<>(
                        unitOfWork,
                        Sharing.of(3),
                        (_, _) -> Mono.just(new GroupCommit.Done<>(List.of())));
        CompletableFuture<@Nullable String> answer = forgetful.commit(ONE, "a").toFuture();

        end(0);
        assertThatThrownBy(answer::join).hasRootCauseMessage("0 answers to 1");
    }

    private void begin(String item) {
        assertThat(commit(ONE, item)).isNotDone();
    }

    private CompletableFuture<@Nullable String> commit(TenantId tenant, String item) {
        return group.commit(tenant, item).toFuture();
    }

    private void end(int unit) {
        gates.get(unit).tryEmitEmpty();
    }
}
