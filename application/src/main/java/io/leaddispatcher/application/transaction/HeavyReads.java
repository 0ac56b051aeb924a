package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Units of work that read much: reports and exports. A workspace has a few at once, all together
 * leave connections to whatever else there is to do. Who comes when there is no room waits in line.
 */
public final class HeavyReads {

    /** Of one workspace, at once. */
    static final int OF_A_WORKSPACE = 2;

    /** Of one workspace, waiting. */
    static final int IN_LINE = 20;

    /** How long somebody waits in line. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Retry PATIENT =
            Retry.fixedDelay(5, Duration.ofSeconds(2))
                    .filter(BusyException.class::isInstance)
                    .onRetryExhaustedThrow((_, tries) -> tries.failure());

    /** Who waits, or is under way. */
    private static final class Turn {
        private final TenantId tenant;

        /** Empty when nobody needs it any more. */
        private final Sinks.One<Turn> begin = Sinks.one();

        Turn(TenantId tenant) {
            this.tenant = tenant;
        }
    }

    private final UnitOfWork unitOfWork;
    private final int atOnce;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private final Map<TenantId, Integer> underWay = new HashMap<>();
    private int allUnderWay;

    /**
     * @param atOnce of all workspaces together, at least 1
     */
    public HeavyReads(UnitOfWork unitOfWork, int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least 1 at once, not %d".formatted(atOnce));
        }
        this.unitOfWork = unitOfWork;
        this.atOnce = atOnce;
    }

    /**
     * Runs the work as {@link UnitOfWork#run} does: once begun it goes on to its end, and keeps its
     * place until then, also when the subscriber leaves. Fails with {@link BusyException} when no
     * place came free in time, or the line is long already.
     */
    public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
        return Mono.deferContextual(context -> {
            Turn turn = new Turn(tenant);
            Sinks.One<T> result = Sinks.one();
            if (!enter(turn)) {
                return Mono.error(new BusyException(PATIENCE));
            }
            turn.begin
                    .asMono()
                    .timeout(PATIENCE, Mono.error(() -> new BusyException(PATIENCE)))
                    .flatMap(_ -> unitOfWork.run(tenant, work))
                    .doFinally(_ -> {
                        leave(turn);
                        beginNext();
                    })
                    .contextWrite(context)
                    .subscribe(result::tryEmitValue, result::tryEmitError, result::tryEmitEmpty);
            beginNext();
            return result.asMono().doOnCancel(() -> giveUp(turn));
        });
    }

    /**
     * Likewise, for the next part of what has begun: it is not broken off for a report that takes
     * half a minute, and waits in line a few times before it fails.
     */
    public <T> Mono<T> goOn(TenantId tenant, Mono<T> work) {
        return run(tenant, work).retryWhen(PATIENT);
    }

    /** Whether there is room in line. */
    private synchronized boolean enter(Turn turn) {
        long inLine = waiting.stream().filter(each -> each.tenant.equals(turn.tenant)).count();
        return inLine < IN_LINE && waiting.add(turn);
    }

    private synchronized void leave(Turn turn) {
        // Whoever is still in line had not begun.
        if (!waiting.remove(turn)) {
            allUnderWay--;
            int left = underWay.getOrDefault(turn.tenant, 0) - 1;
            if (left > 0) {
                underWay.put(turn.tenant, left);
            } else {
                underWay.remove(turn.tenant);
            }
        }
    }

    /** Nobody needs it any more: out of the line it goes; what has begun goes on. */
    private void giveUp(Turn turn) {
        if (isInLine(turn)) {
            turn.begin.tryEmitEmpty();
        }
    }

    private synchronized boolean isInLine(Turn turn) {
        return waiting.contains(turn);
    }

    private void beginNext() {
        for (var next = takeNext(); next.isPresent(); next = takeNext()) {
            next.get().begin.tryEmitValue(next.get());
        }
    }

    private synchronized Optional<Turn> takeNext() {
        Optional<Turn> next =
                allUnderWay >= atOnce
                        ? Optional.empty()
                        : waiting.stream()
                                .filter(each ->
                                        underWay.getOrDefault(each.tenant, 0) < OF_A_WORKSPACE)
                                .findFirst();
        next.ifPresent(turn -> {
            waiting.remove(turn);
            allUnderWay++;
            underWay.merge(turn.tenant, 1, Integer::sum);
        });
        return next;
    }
}
