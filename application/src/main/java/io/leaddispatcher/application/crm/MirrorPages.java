package io.leaddispatcher.application.crm;

import static java.util.function.Function.identity;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.crm.port.CrmMirrors.Claim;
import io.leaddispatcher.application.crm.port.CrmMirrors.Put;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The steps by which a mirror of a CRM's companies goes further: a page of the CRM each. */
public final class MirrorPages {

    private final CrmMirrors mirrors;
    private final ConnectionHealth health;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public MirrorPages(
            CrmMirrors mirrors,
            ConnectionHealth health,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.mirrors = mirrors;
        this.health = health;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** A mirror that this node holds. */
    record Mirror(
            Claim claim, MirrorState state, ConnectionAccess connection, Crm crm, OwningReps reps) {

        TenantId tenant() {
            return claim.tenant();
        }

        CompanyCopies copies() {
            return new CompanyCopies(tenant(), connection, crm, reps);
        }

        Mirror with(Claim next, MirrorState further) {
            return new Mirror(next, further, connection, crm, reps);
        }
    }

    /** Somebody else has taken the mirror up, or begun it again: nothing of a step may be kept. */
    static final class HeldElsewhereException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        HeldElsewhereException(Claim claim) {
            super(
                    "the mirror of connection %s of tenant %s is held by somebody else"
                            .formatted(claim.connection(), claim.tenant()));
        }
    }

    /** What a step has come to. */
    record Step(Mirror mirror, Then then) {}

    /** What is to be done after a step. */
    enum Then {
        ANOTHER,
        /** Nothing is left to do for now. */
        WAIT,
        /** This node has let the mirror go. */
        LEAVE
    }

    /**
     * One step. What events have told of comes first, so that it waits for no round. Fails with
     * {@link HeldElsewhereException} when another node holds the mirror by now.
     */
    Mono<Step> further(Mirror mirror) {
        return Mono.defer(() ->
                        unitOfWork.run(
                                mirror.tenant(),
                                mirrors.untold(
                                        mirror.tenant(),
                                        mirror.claim().connection(),
                                        CrmAccounts.MOST_AT_ONCE)))
                .flatMap(told -> told.isEmpty() ? round(mirror) : follow(mirror, told));
    }

    private Mono<Step> follow(Mirror mirror, Map<String, Instant> told) {
        return asked(mirror, told.keySet())
                .flatMap(found ->
                        kept(
                                mirror,
                                found,
                                put ->
                                        mirrors.settle(
                                                        mirror.tenant(),
                                                        mirror.claim().connection(),
                                                        told)
                                                .thenReturn(mirror.state().followed(put))));
    }

    private Mono<Step> round(Mirror mirror) {
        MirrorState state = mirror.state();
        CrmAccounts accounts = mirror.crm().accounts();
        return switch (state.phase()) {
            case ALL ->
                    (state.cursor() == null && state.total() == null
                                    ? accounts.count(mirror.tenant(), mirror.connection())
                                            .map(state::of)
                                            .defaultIfEmpty(state)
                                    : Mono.just(state))
                            .flatMap(counted ->
                                    accounts.page(
                                                    mirror.tenant(),
                                                    mirror.connection(),
                                                    state.cursor())
                                            .flatMap(page -> page(mirror, counted, page)));
            case CHANGED ->
                    accounts.changed(
                                    mirror.tenant(),
                                    mirror.connection(),
                                    state.since(),
                                    state.cursor())
                            .flatMap(page -> page(mirror, state, page));
            case GONE -> sweep(mirror);
            case OWNERS -> reowned(mirror);
            case IDLE ->
                    // An event may have woken it long before.
                    !clock.instant().isBefore(state.nextRoundAt())
                            ? round(mirror.with(mirror.claim(), state.again(clock.instant())))
                            : Mono.just(new Step(mirror, Then.WAIT));
        };
    }

    private Mono<Step> page(Mirror mirror, MirrorState state, CrmAccounts.Page page) {
        return kept(
                mirror,
                new Asked(page.accounts(), Set.of()),
                put -> {
                    MirrorState read = state.read(page.accounts().size(), put);
                    return Mono.just(
                            page.next() == null
                                    ? read.next(clock.instant())
                                    : read.at(page.next()));
                });
    }

    /** In case they are gone, or an event about them was lost. */
    private Mono<Step> sweep(Mirror mirror) {
        MirrorState state = mirror.state();
        return Mono.defer(() ->
                        unitOfWork.run(
                                mirror.tenant(),
                                mirrors.ids(
                                                mirror.tenant(),
                                                mirror.claim().connection(),
                                                state.cursor(),
                                                CrmAccounts.MOST_AT_ONCE)
                                        .collectList()))
                .flatMap(ids ->
                        ids.isEmpty()
                                ? unitOfWork.run(
                                        mirror.tenant(),
                                        advanced(mirror, state.next(clock.instant())))
                                : asked(mirror, ids)
                                        .flatMap(found ->
                                                kept(
                                                        mirror,
                                                        found,
                                                        put ->
                                                                Mono.just(
                                                                        state.read(0, put)
                                                                                .at(
                                                                                        ids
                                                                                                .getLast())))));
    }

    /** Reps may have come, gone, or been given other ids since their accounts were read. */
    private Mono<Step> reowned(Mirror mirror) {
        return Mono.defer(() ->
                        unitOfWork.run(
                                mirror.tenant(),
                                mirrors.owners(mirror.tenant(), mirror.claim().connection())
                                        .collectList()))
                .flatMap(owners -> mirror.copies().owners(owners))
                .flatMap(owners ->
                        unitOfWork.run(
                                mirror.tenant(),
                                mirrors.reown(mirror.tenant(), mirror.claim().connection(), owners)
                                        .flatMap(accounts ->
                                                advanced(
                                                        mirror,
                                                        mirror.state()
                                                                .reowned(accounts)
                                                                .next(clock.instant())))));
    }

    /**
     * @param gone ids that were asked for and are not there
     */
    private record Asked(List<CrmAccount> accounts, Set<String> gone) {}

    private static Mono<Asked> asked(Mirror mirror, Collection<String> ids) {
        return mirror.crm()
                .accounts()
                .byIds(mirror.tenant(), mirror.connection(), ids)
                .collectMap(CrmAccount::id, identity())
                .map(found -> {
                    Set<String> gone = new HashSet<>(ids);
                    gone.removeAll(found.keySet());
                    return new Asked(List.copyOf(found.values()), gone);
                });
    }

    /** What was read, and how far it is, in one unit of work. */
    private Mono<Step> kept(Mirror mirror, Asked asked, Function<Put, Mono<MirrorState>> then) {
        TenantId tenant = mirror.tenant();
        return mirror.copies()
                .of(asked.accounts())
                .flatMap(companies ->
                        unitOfWork.run(
                                tenant,
                                // One after the other: they share a connection.
                                mirrors.put(tenant, mirror.claim().connection(), companies)
                                        .zipWhen(
                                                _ ->
                                                        mirrors.remove(
                                                                tenant,
                                                                mirror.claim().connection(),
                                                                asked.gone()),
                                                MirrorPages::withRemoved)
                                        .flatMap(then)
                                        .flatMap(further -> advanced(mirror, further))));
    }

    private static Put withRemoved(Put put, int removed) {
        return new Put(put.added(), put.changed(), put.removed() + removed, put.byHand());
    }

    private Mono<Step> advanced(Mirror mirror, MirrorState further) {
        Claim claim = mirror.claim();
        return mirrors.advance(claim, further, MirrorCompanies.HOLD)
                .switchIfEmpty(Mono.error(() -> new HeldElsewhereException(claim)))
                .flatMap(next ->
                        health.answered(claim.tenant(), claim.connection(), clock.instant())
                                .thenReturn(new Step(mirror.with(next, further), Then.ANOTHER)));
    }
}
