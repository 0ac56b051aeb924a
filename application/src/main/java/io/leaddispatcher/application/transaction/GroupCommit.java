package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Commits what comes at about the same time in one unit of work. Whatever comes for a tenant while
 * a unit of work of its group is under way makes up the next one: one alone goes at once, and the
 * busier it gets the more share a commit. They may wait for each other a moment; see {@link
 * Sharing}. When enough wait, and the work has a part that can be done beforehand, the next group
 * begins with it while the one before is under way. A tenant that sends much yields to those who
 * send less; see {@link Sharing.Yielding}.
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

    /** Likewise, when a part of it can be done while the group before is under way. */
    @FunctionalInterface
    public interface RelayedWork<T, R> {

        /**
         * @param relay to be awaited once, before the part that has to come after the group before;
         *     it lets the next group begin with its own first part
         */
        Mono<Done<R>> of(TenantId tenant, List<T> items, Mono<Void> relay);
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

    /** A group on its way. */
    private static final class Group<T, R> {
        private final List<Waiting<T, R>> members;

        /** When the first unit of work of the group before has ended, well or not. */
        private final Mono<Void> before;

        private final long begun = Neighbours.now();

        /** Likewise, of this one. */
        private final Sinks.Empty<Void> ended = Sinks.empty();

        Group(List<Waiting<T, R>> members, Mono<Void> before) {
            this.members = members;
            this.before = before;
        }

        Duration took() {
            return Duration.ofNanos(Neighbours.now() - begun);
        }
    }

    /** What there is of a tenant. */
    private static final class Line<T, R> {
        private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();
        private @Nullable Group<T, R> latest;
        private int underWay;
        private boolean mayBeFollowed;
    }

    private final UnitOfWork unitOfWork;
    private final Sharing sharing;
    private final List<RelayedWork<T, R>> ways;
    // A tenant is there while a group of it is gathered or under way.
    private final Map<TenantId, Line<T, R>> lines = new HashMap<>();
    private final Neighbours neighbours = new Neighbours();

    public GroupCommit(UnitOfWork unitOfWork, Sharing sharing, Work<T, R> work) {
        this(unitOfWork, sharing, (tenant, items, _) -> work.of(tenant, items), List.of());
    }

    /**
     * With several ways to do the work.
     *
     * @param otherwise the next is tried when one has failed for the group, and the last one for
     *     each of it alone
     */
    public GroupCommit(
            UnitOfWork unitOfWork,
            Sharing sharing,
            RelayedWork<T, R> work,
            List<Work<T, R>> otherwise) {
        this.unitOfWork = unitOfWork;
        this.sharing = sharing;
        List<RelayedWork<T, R>> all = new ArrayList<>(List.of(work));
        otherwise.forEach(way -> all.add((tenant, items, _) -> way.of(tenant, items)));
        this.ways = List.copyOf(all);
    }

    /**
     * Answers after the commit. Begun with the subscription and done to its end, even when the
     * subscriber leaves. One that fails takes nobody with it: after a failure in every way each of
     * the group is done in a unit of work of its own.
     */
    public Mono<R> commit(TenantId tenant, T item) {
        return Mono.defer(() -> {
            Waiting<T, R> one = new Waiting<>(item, Sinks.one());
            neighbours.came(tenant);
            if (enter(tenant, one)) {
                nextAfter(sharing.first(), sharing.atMost(), tenant);
            } else {
                follow(tenant);
            }
            return one.answer().asMono();
        });
    }

    /** Whether nothing is under way. */
    private synchronized boolean enter(TenantId tenant, Waiting<T, R> one) {
        boolean alone = !lines.containsKey(tenant);
        lines.computeIfAbsent(tenant, _ -> new Line<>()).waiting.add(one);
        return alone;
    }

    private void nextAfter(Duration time, int enough, TenantId tenant) {
        int waits = waits(tenant);
        if (time.isZero() || waits == 0 || waits >= enough) {
            next(tenant);
        } else {
            nextAfter(time, tenant);
        }
    }

    private void nextAfter(Duration time, TenantId tenant) {
        // Without a clock nothing is gathered.
        Mono.delay(time).subscribe(_ -> next(tenant), _ -> next(tenant));
    }

    private synchronized int waits(TenantId tenant) {
        Line<T, R> line = lines.get(tenant);
        return line == null ? 0 : line.waiting.size();
    }

    private void next(TenantId tenant) {
        takeNext(tenant).ifPresent(group -> begin(tenant, group));
    }

    private synchronized Optional<Group<T, R>> takeNext(TenantId tenant) {
        Line<T, R> line = lines.get(tenant);
        if (line == null || line.waiting.isEmpty()) {
            lines.remove(tenant);
            return Optional.empty();
        }
        int atMost =
                yields(tenant, line.waiting.size())
                        ? Math.min(sharing.atMost(), sharing.yielding().atMost())
                        : sharing.atMost();
        return Optional.of(take(line, atMost, Mono.empty()));
    }

    private Group<T, R> take(Line<T, R> line, int atMost, Mono<Void> before) {
        List<Waiting<T, R>> members = new ArrayList<>();
        while (members.size() < atMost && !line.waiting.isEmpty()) {
            members.add(line.waiting.remove());
        }
        Group<T, R> group = new Group<>(members, before);
        line.latest = group;
        line.underWay++;
        line.mayBeFollowed = false;
        return group;
    }

    /** Begins the next group beside the one that is under way, if that lets it and it is large. */
    private void follow(TenantId tenant) {
        takeFollower(tenant).ifPresent(group -> begin(tenant, group));
    }

    private synchronized Optional<Group<T, R>> takeFollower(TenantId tenant) {
        Line<T, R> line = lines.get(tenant);
        return line == null
                        || line.latest == null
                        || line.underWay != 1
                        || !line.mayBeFollowed
                        || line.waiting.size() < sharing.enough()
                        || yields(tenant, line.waiting.size())
                ? Optional.empty()
                : Optional.of(take(line, sharing.atMost(), line.latest.ended.asMono()));
    }

    private Mono<Void> relay(TenantId tenant, Group<T, R> group) {
        return Mono.defer(() -> {
            mayBeFollowed(tenant, group);
            follow(tenant);
            return group.before;
        });
    }

    private synchronized void mayBeFollowed(TenantId tenant, Group<T, R> group) {
        Line<T, R> line = lines.get(tenant);
        if (line != null && line.latest == group) {
            line.mayBeFollowed = true;
        }
    }

    private void begin(TenantId tenant, Group<T, R> group) {
        answers(tenant, group, group.members, ways)
                .subscribe(
                        answers -> {
                            // The next group is on its way while these are answered.
                            ended(tenant, group);
                            LongWork.run(() -> answers.forEach(Runnable::run), answers.size());
                        },
                        unforeseen -> {
                            ended(tenant, group);
                            group.members.forEach(one -> one.answer().tryEmitError(unforeseen));
                        });
    }

    private void ended(TenantId tenant, Group<T, R> group) {
        if (!isLast(tenant)) {
            follow(tenant);
        } else if (yields(tenant, group.members.size())) {
            nextAfter(sharing.yielding().rest(group.took()), tenant);
        } else {
            nextAfter(sharing.next(), sharing.enough(), tenant);
        }
    }

    /** Whether a tenant with so many waiting, or in its group, is to leave time to others. */
    private boolean yields(TenantId tenant, int many) {
        return many >= sharing.yielding().many() && neighbours.hasQuieter(tenant);
    }

    private synchronized boolean isLast(TenantId tenant) {
        Line<T, R> line = lines.get(tenant);
        return line == null || --line.underWay == 0;
    }

    /** How each is to be answered. */
    private Mono<List<Runnable>> answers(
            TenantId tenant,
            Group<T, R> group,
            List<Waiting<T, R>> members,
            List<RelayedWork<T, R>> ways) {
        return done(tenant, group, members, ways.getFirst())
                // The group after it waits for no second way, whose rows it may hold.
                .doOnTerminate(() -> group.ended.tryEmitEmpty())
                .onErrorResume(error -> {
                    if (ways.size() > 1) {
                        return answers(tenant, group, members, ways.subList(1, ways.size()));
                    }
                    return members.size() == 1
                            ? Mono.just(failed(members.getFirst(), error))
                            : Flux.fromIterable(members)
                                    .concatMap(one -> answers(tenant, group, List.of(one), ways))
                                    .flatMapIterable(each -> each)
                                    .collectList();
                });
    }

    private static <T, R> List<Runnable> failed(Waiting<T, R> one, Throwable error) {
        return List.of(() -> one.answer().tryEmitError(error));
    }

    private Mono<List<Runnable>> done(
            TenantId tenant,
            Group<T, R> group,
            List<Waiting<T, R>> members,
            RelayedWork<T, R> how) {
        List<T> items = members.stream().map(Waiting::item).toList();
        return unitOfWork
                .run(tenant, Mono.defer(() -> how.of(tenant, items, relay(tenant, group))))
                .map(done -> {
                    List<R> results = done.answers();
                    if (results.size() != items.size()) {
                        throw new IllegalStateException(
                                "%d answers to %d".formatted(results.size(), items.size()));
                    }
                    done.committed().run();
                    List<Runnable> answers = new ArrayList<>();
                    for (int index = 0; index < results.size(); index++) {
                        Sinks.One<R> answer = members.get(index).answer();
                        R result = results.get(index);
                        answers.add(() -> answer.tryEmitValue(result));
                    }
                    return answers;
                });
    }
}
