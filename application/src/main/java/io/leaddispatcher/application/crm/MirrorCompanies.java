package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.crm.port.CrmMirrors.Claim;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the mirrors of CRMs' companies further: some pages of each that is due, and then it is
 * another node's turn as much as this one's. What a page says and how far it is are kept together,
 * so that whoever is killed has lost one page.
 */
@UseCase
public final class MirrorCompanies {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorCompanies.class);

    private static final int MIRRORS_AT_ONCE = 4;

    /** Longer than any call to a CRM takes; a node that dies holds a mirror no longer. */
    static final Duration HOLD = Duration.ofMinutes(1);

    private static final Duration AT_A_TIME = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(30);

    private static final String STANDS_STILL = "COMPANIES_UNREAD";

    /** Followed by the kind of the error: what it says may name people. */
    private static final String STANDS_STILL_FOR = "companies could not be taken in: ";

    private final CrmMirrors mirrors;
    private final Crms crms;
    private final ConnectionDirectory connections;
    private final ConnectionHealth health;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;
    private final MirrorPages pages;
    private final InstantSource clock;

    public MirrorCompanies(
            CrmMirrors mirrors,
            Crms crms,
            ConnectionDirectory connections,
            ConnectionHealth health,
            RoutingConfigurations configurations,
            MirrorPages pages,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.mirrors = mirrors;
        this.crms = crms;
        this.connections = connections;
        this.health = health;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
        this.pages = pages;
        this.clock = clock;
    }

    /** How many mirrors were due. */
    public Mono<Integer> handle() {
        return mirrors.claim(MIRRORS_AT_ONCE, HOLD)
                .collectList()
                .flatMap(claims ->
                        Flux.fromIterable(claims)
                                .flatMap(this::further, MIRRORS_AT_ONCE)
                                .then(Mono.just(claims.size())));
    }

    private Mono<Void> further(Claim claim) {
        return Mono.defer(() -> unitOfWork.run(claim.tenant(), begun(claim)))
                .onErrorResume(error -> stopped(claim, error).then(Mono.empty()))
                .flatMap(begun ->
                        begun.isPresent()
                                ? steps(begun.get())
                                : released(claim, clock.instant().plus(UNTIL_MENDED)))
                .onErrorResume(error -> {
                    // Not even that could be noted. The hold lapses and the mirror comes up
                    // again.
                    LOG.error(
                            "the mirror of connection {} of tenant {} stands still",
                            claim.connection(),
                            claim.tenant(),
                            error);
                    return Mono.empty();
                });
    }

    /** Empty when the connection is off, or is to no CRM that can be asked. */
    private Mono<Optional<MirrorPages.Mirror>> begun(Claim claim) {
        return connections
                .find(claim.tenant(), claim.connection())
                .flatMap(connection ->
                        Mono.justOrEmpty(crms.of(connection))
                                .flatMap(crm -> mirror(claim, connection, crm)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<MirrorPages.Mirror> mirror(Claim claim, ConnectionAccess connection, Crm crm) {
        return mirrors.find(claim.tenant(), claim.connection())
                .zipWhen(_ -> configurations.current(claim.tenant()))
                .map(found ->
                        new MirrorPages.Mirror(
                                claim,
                                found.getT1(),
                                connection,
                                crm,
                                OwningReps.of(
                                        connection.key(),
                                        found.getT2().configuration().roster().reps())));
    }

    private Mono<Void> steps(MirrorPages.Mirror begun) {
        Instant until = clock.instant().plus(AT_A_TIME);
        return step(begun)
                .expand(done ->
                        done.then() != MirrorPages.Then.ANOTHER || !clock.instant().isBefore(until)
                                ? Mono.empty()
                                : step(done.mirror()))
                .last()
                .flatMap(last ->
                        switch (last.then()) {
                            case ANOTHER -> released(last.mirror().claim(), clock.instant());
                            case WAIT ->
                                    released(
                                            last.mirror().claim(),
                                            last.mirror().state().nextRoundAt());
                            case LEAVE -> Mono.empty();
                        });
    }

    private Mono<MirrorPages.Step> step(MirrorPages.Mirror mirror) {
        var left = new MirrorPages.Step(mirror, MirrorPages.Then.LEAVE);
        return pages.further(mirror)
                .onErrorResume(error ->
                        switch (error) {
                            case CrmRefusedException refused ->
                                    refused(mirror, refused).thenReturn(left);
                            case MirrorPages.HeldElsewhereException _ -> Mono.just(left);
                            default -> stopped(mirror.claim(), error).thenReturn(left);
                        });
    }

    private Mono<Void> released(Claim claim, Instant dueAt) {
        return unitOfWork.run(claim.tenant(), mirrors.release(claim, dueAt));
    }

    private Mono<Void> refused(MirrorPages.Mirror mirror, CrmRefusedException refused) {
        Claim claim = mirror.claim();
        Instant now = clock.instant();
        return switch (refused.attempt()) {
            case Attempt.NotYet(var pause) -> released(claim, now.plus(pause));
            case Attempt.Retry(var after, var cause) ->
                    failed(mirror, cause, longer(after, pause(mirror.state().failures())));
            case Attempt.Patience(var time, var cause) ->
                    failed(mirror, cause, longer(time, pause(mirror.state().failures())));
            case Attempt.RetryFew(_, var cause) ->
                    failed(mirror, cause, pause(mirror.state().failures()));
            case Attempt.Dead(var cause) -> failed(mirror, cause, UNTIL_MENDED);
            case Attempt.WrongTarget(var cause, _) -> failed(mirror, cause, UNTIL_MENDED);
            case Attempt.ConnectionDead(var cause) -> failed(mirror, cause, UNTIL_MENDED);
            case Attempt.Delivered _ -> released(claim, now.plus(FIRST_PAUSE));
        };
    }

    /** For a reason that no CRM has given: nobody knows whether it passes. */
    private Mono<Void> stopped(Claim claim, Throwable error) {
        LOG.error(
                "the mirror of connection {} of tenant {} stands still",
                claim.connection(),
                claim.tenant(),
                error);
        var cause = new Cause(STANDS_STILL, STANDS_STILL_FOR + error.getClass().getSimpleName());
        return Mono.defer(() ->
                unitOfWork.run(
                        claim.tenant(),
                        mirrors.find(claim.tenant(), claim.connection())
                                .flatMap(state -> noted(claim, cause, pause(state.failures())))));
    }

    private Mono<Void> failed(MirrorPages.Mirror mirror, Cause cause, Duration pause) {
        Claim claim = mirror.claim();
        return unitOfWork.run(claim.tenant(), noted(claim, cause, pause));
    }

    private Mono<Void> noted(Claim claim, Cause cause, Duration pause) {
        return mirrors.releaseFailed(claim, clock.instant().plus(pause), cause.message())
                .then(
                        health.failed(
                                claim.tenant(), claim.connection(), cause.code(), cause.message()));
    }

    private static Duration longer(@Nullable Duration one, Duration other) {
        return one != null && one.compareTo(other) > 0 ? one : other;
    }

    private static Duration pause(int failures) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        return grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    }
}
