package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Commits what comes at about the same time in one unit of work. Whatever comes for a tenant while
 * a unit of work of its group is under way makes up the next one: one alone goes at once, and the
 * busier it gets the more share a commit. They may wait for each other a moment; see {@link Sharing}.
 *
 * @param <T> what comes; each is done once
 * @param <R> what it comes to
 */
public final class GroupCommit<T, R> {

    /** Done inside a unit of work: all or none. */
    @FunctionalInterface
    public interface Work<T, R> {
        Mono<Done<R>> of(TenantId tenant, List<T> items);
    }

    /**
     * What a group came to.
     *
     * @param answers one for each, in their order
     * @param committed to be run once the commit is through, before anybody is answered
     */
    public record Done<R>(List<R> answers, Runnable committed) {

        public Done(List<R> answers) {
            this(answers, () -> {});
        }
    }

    private record Waiting<T, R>(T item, Sinks.One<R> answer) {}

    private final UnitOfWork unitOfWork;
    private final Sharing sharing;
    private final List<Work<T, R>> ways;
    // A tenant is there while a unit of work of its group is under way.
    private final Map<TenantId, Queue<Waiting<T, R>>> waiting = new HashMap<>();

    public GroupCommit(UnitOfWork unitOfWork, Sharing sharing, Work<T, R> work) {
        this(unitOfWork, sharing, List.of(work));
    }

    /**
     * With several ways to do the work.
     *
     * @param ways at least one; the next is tried when one has failed for the group, and the last
     *     one for each of it alone
     */
    public GroupCommit(UnitOfWork unitOfWork, Sharing sharing, List<Work<T, R>> ways) {
        this.unitOfWork = unitOfWork;
        this.sharing = sharing;
        this.ways = List.copyOf(ways);
    }

    /**
     * Answers after the commit. Begun with the subscription and done to its end, even when the
     * subscriber leaves. One that fails takes nobody with it: after a failure in every way each of
     * the group is done in a unit of work of its own.
     */
    public Mono<R> commit(TenantId tenant, T item) {
        return Mono.defer(() -> {
            Waiting<T, R> one = new Waiting<>(item, Sinks.one());
            if (enter(tenant, one)) {
                nextAfter(sharing.first(), sharing.atMost(), tenant);
            }
            return one.answer().asMono();
        });
    }

    /** Whether nothing is under way. */
    private synchronized boolean enter(TenantId tenant, Waiting<T, R> one) {
        Queue<Waiting<T, R>> others = waiting.get(tenant);
        if (others != null) {
            others.add(one);
            return false;
        }
        waiting.put(tenant, new ArrayDeque<>(List.of(one)));
        return true;
    }

    private synchronized List<Waiting<T, R>> take(TenantId tenant) {
        Queue<Waiting<T, R>> queue = waiting.getOrDefault(tenant, new ArrayDeque<>());
        List<Waiting<T, R>> group = new ArrayList<>();
        while (group.size() < sharing.atMost() && !queue.isEmpty()) {
            group.add(queue.remove());
        }
        if (group.isEmpty()) {
            waiting.remove(tenant);
        }
        return group;
    }

    /** Whoever waited for the group before goes with those who come in a moment. */
    private void nextInRow(TenantId tenant) {
        nextAfter(sharing.next(), sharing.enough(), tenant);
    }

    private void nextAfter(Duration time, int enough, TenantId tenant) {
        int waits = waits(tenant);
        if (time.isZero() || waits == 0 || waits >= enough) {
            next(tenant);
        } else {
            // Without a clock nothing is gathered.
            Mono.delay(time).subscribe(_ -> next(tenant), _ -> next(tenant));
        }
    }

    private synchronized int waits(TenantId tenant) {
        Queue<Waiting<T, R>> queue = waiting.get(tenant);
        return queue == null ? 0 : queue.size();
    }

    private void next(TenantId tenant) {
        List<Waiting<T, R>> group = take(tenant);
        if (!group.isEmpty()) {
            answers(tenant, group, ways)
                    .subscribe(
                            answers -> {
                                // The next group is on its way while these are answered.
                                nextInRow(tenant);
                                answers.forEach(Runnable::run);
                            },
                            unforeseen -> {
                                nextInRow(tenant);
                                group.forEach(one -> one.answer().tryEmitError(unforeseen));
                            });
        }
    }

    /** How each is to be answered. */
    private Mono<List<Runnable>> answers(
            TenantId tenant, List<Waiting<T, R>> group, List<Work<T, R>> ways) {
        return done(tenant, group, ways.getFirst())
                .onErrorResume(error -> {
                    if (ways.size() > 1) {
                        return answers(tenant, group, ways.subList(1, ways.size()));
                    }
                    return group.size() == 1
                            ? Mono.just(failed(group.getFirst(), error))
                            : Flux.fromIterable(group)
                                    .concatMap(one -> answers(tenant, List.of(one), ways))
                                    .flatMapIterable(each -> each)
                                    .collectList();
                });
    }

    private static <T, R> List<Runnable> failed(Waiting<T, R> one, Throwable error) {
        return List.of(() -> one.answer().tryEmitError(error));
    }

    private Mono<List<Runnable>> done(TenantId tenant, List<Waiting<T, R>> group, Work<T, R> how) {
        return unitOfWork
                .run(
                        tenant,
                        Mono.defer(
                                () -> how.of(tenant, group.stream().map(Waiting::item).toList())))
                .map(done -> {
                    List<R> results = done.answers();
                    if (results.size() != group.size()) {
                        throw new IllegalStateException(
                                "%d answers to %d".formatted(results.size(), group.size()));
                    }
                    done.committed().run();
                    List<Runnable> answers = new ArrayList<>();
                    for (int index = 0; index < group.size(); index++) {
                        Sinks.One<R> answer = group.get(index).answer();
                        R result = results.get(index);
                        answers.add(() -> answer.tryEmitValue(result));
                    }
                    return answers;
                });
    }
}
