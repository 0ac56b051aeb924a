package io.leaddispatcher.application.poll;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.poll.port.ChangedRecords;
import io.leaddispatcher.application.poll.port.ChangedRecords.Page;
import io.leaddispatcher.application.poll.port.Polls;
import io.leaddispatcher.application.poll.port.Polls.Claim;
import io.leaddispatcher.application.poll.port.Polls.Unfinished;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Asks the other side what has changed, where a connection says so, and stores it like what comes
 * by a hook. Each reading looks back a little over the last one, since changes become visible late;
 * what was stored already is not stored again. A reading that takes more than a turn goes on where
 * it was: one that looked back anew would read the same for ever, where much changes at once.
 */
@UseCase
public final class PollConnections {

    private static final Logger LOG = LoggerFactory.getLogger(PollConnections.class);

    static final Duration EVERY = Duration.ofMinutes(1);
    static final Duration OVERLAP = Duration.ofMinutes(5);

    /** Longer than a turn takes; a node that dies holds a connection no longer. */
    private static final Duration HOLD = Duration.ofMinutes(5);

    private static final int AT_ONCE = 4;

    /** The rest comes with the next turn, so that one connection does not hold up the others. */
    private static final int PAGES_A_TURN = 10;

    private final Polls polls;
    private final Map<String, ChangedRecords> systems;
    private final ConnectionDirectory connections;
    private final ConnectionHealth health;
    private final Intake intake;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public PollConnections(
            Polls polls,
            List<ChangedRecords> systems,
            ConnectionDirectory connections,
            ConnectionHealth health,
            Intake intake,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.polls = polls;
        this.systems =
                systems.stream()
                        .collect(Collectors.toMap(each -> each.type().word(), Function.identity()));
        this.connections = connections;
        this.health = health;
        this.intake = intake;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Everything that is due. */
    public Mono<Void> handle() {
        return polls.claim(AT_ONCE, HOLD)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::poll, AT_ONCE)
                .then();
    }

    private Mono<Void> poll(Claim claim) {
        return Mono.defer(() ->
                        unitOfWork.run(
                                claim.tenant(),
                                connections.find(claim.tenant(), claim.connection())))
                .flatMap(connection -> {
                    ChangedRecords system = systems.get(connection.type());
                    return system == null ? Mono.empty() : read(claim, connection, system);
                })
                .switchIfEmpty(Mono.fromSupplier(() -> Turn.of(claim)))
                .flatMap(turn -> release(claim, turn))
                .onErrorResume(error -> {
                    // The hold lapses and the connection comes up again.
                    LOG.error(
                            "connection {} of tenant {} was not polled",
                            claim.connection(),
                            claim.tenant(),
                            error);
                    return Mono.empty();
                });
    }

    /**
     * What a turn came to.
     *
     * @param failure what ended it before its time; null for nothing
     */
    private record Turn(
            Instant readTo,
            @Nullable Unfinished unfinished,
            @Nullable TranslationFailedException failure) {

        static Turn of(Claim claim) {
            return new Turn(claim.readTo(), claim.unfinished(), null);
        }

        Turn failed(TranslationFailedException why) {
            return new Turn(readTo, unfinished, why);
        }
    }

    private record Step(Page page, int count) {}

    private Mono<Turn> read(Claim claim, ConnectionAccess connection, ChangedRecords system) {
        TenantId tenant = claim.tenant();
        var caller =
                new Caller(
                        tenant, new Actor.Connection(connection.key().value(), connection.type()));
        Unfinished before = claim.unfinished();
        Instant since = claim.readTo().minus(OVERLAP);
        Instant began = before == null ? clock.instant() : before.began();
        return Mono.defer(() ->
                        system.since(
                                tenant, connection, since, before == null ? null : before.cursor()))
                .map(page -> new Step(page, 1))
                .expand(step ->
                        step.page().next() == null || step.count() == PAGES_A_TURN
                                ? Mono.empty()
                                : system.since(tenant, connection, since, step.page().next())
                                        .map(page -> new Step(page, step.count() + 1)))
                .concatMap(step -> stored(caller, step.page()).thenReturn(step), 1)
                .materialize()
                .reduce(Turn.of(claim), (turn, signal) -> after(turn, signal, began));
    }

    /** What was stored before a failure need not be read again. */
    private static Turn after(Turn turn, Signal<Step> signal, Instant began) {
        Step step = signal.get();
        return switch (signal.getThrowable()) {
            case TranslationFailedException failure -> turn.failed(failure);
            case null -> step == null ? turn : after(turn, step.page(), began);
            case Throwable error -> throw Exceptions.propagate(error);
        };
    }

    /** Not further than to the beginning: what was changed later may have been read too early. */
    private static Turn after(Turn turn, Page page, Instant began) {
        Instant newest = page.newest();
        Instant settled = newest == null || newest.isBefore(began) ? newest : began;
        String next = page.next();
        return new Turn(
                settled != null && settled.isAfter(turn.readTo()) ? settled : turn.readTo(),
                next == null ? null : new Unfinished(next, began),
                null);
    }

    private Mono<Void> stored(Caller caller, Page page) {
        return page.events().isEmpty() ? Mono.empty() : intake.handle(caller, page.events()).then();
    }

    private Mono<Void> release(Claim claim, Turn turn) {
        TranslationFailedException failure = turn.failure();
        if (failure != null) {
            return failed(claim, turn, failure);
        }
        Instant now = clock.instant();
        return unitOfWork.run(
                claim.tenant(),
                polls.release(
                        claim,
                        turn.readTo(),
                        turn.unfinished(),
                        turn.unfinished() == null ? now.plus(EVERY) : now));
    }

    private Mono<Void> failed(Claim claim, Turn turn, TranslationFailedException failure) {
        Duration asked = failure.retryAfter().orElse(EVERY);
        Instant due = clock.instant().plus(asked.compareTo(EVERY) > 0 ? asked : EVERY);
        return unitOfWork.run(
                claim.tenant(),
                health.failed(
                                claim.tenant(),
                                claim.connection(),
                                failure.code(),
                                String.valueOf(failure.getMessage()))
                        .then(polls.release(claim, turn.readTo(), turn.unfinished(), due)));
    }
}
