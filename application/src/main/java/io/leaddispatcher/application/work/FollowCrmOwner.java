package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.Crms;
import io.leaddispatcher.application.crm.OwningReps;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.KnownOwners.Sight;
import io.leaddispatcher.application.intake.OwnerChanges;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.Voice;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.Rep;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody has made somebody else the owner of a lead's record in the CRM, and so the lead changes
 * hands here. Who owns it there and is no rep, or is nobody, takes it from its rep all the same: it
 * then waits in the queue of its rule, where it is seen.
 *
 * <p>The later word counts: a change from before the lead was given to whoever has it is not
 * followed, since the CRM is about to hear of that. Whom it says that is remembered: who owned it
 * before may own it again.
 */
@UseCase
public final class FollowCrmOwner implements OwnerChanges {

    static final String ENTRY = "CRM_OWNER_CHANGED";

    /**
     * Whoever changes the owner so soon after did not see to whom it was given, or does not agree.
     */
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Crms crms;
    private final Leads leads;
    private final LeadTurns turns;
    private final KnownOwners owners;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public FollowCrmOwner(
            Crms crms,
            Leads leads,
            LeadTurns turns,
            KnownOwners owners,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.crms = crms;
        this.leads = leads;
        this.turns = turns;
        this.owners = owners;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Mono<Void> follow(Change change) {
        return Mono.defer(() ->
                        unitOfWork.run(
                                change.tenant(),
                                leads.knownBy(
                                        change.tenant(),
                                        change.connection().key(),
                                        change.record())))
                .flatMap(lead ->
                        person(change)
                                .flatMap(owner ->
                                        turns.act(
                                                change.tenant(),
                                                lead,
                                                turn -> followed(turn, change, owner.orElse(null)),
                                                done -> keep(change, lead, done))))
                .then();
    }

    /** Who the CRM says that it is. Empty when it is nobody, or somebody whom it does not know. */
    private Mono<Optional<CrmOwner>> person(Change change) {
        String owner = change.owner();
        ConnectionAccess connection = change.connection();
        return owner == null
                ? Mono.just(Optional.empty())
                : Mono.justOrEmpty(crms.of(connection))
                        .flatMap(crm -> crm.owners().byId(change.tenant(), connection, owner))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .onErrorMap(CrmRefusedException.class, FollowCrmOwner::failed);
    }

    /**
     * @param acted null when nothing was done
     * @param sight what is remembered of who owns the record; null when that is about to change
     */
    private record Followed(@Nullable Acted acted, @Nullable Sight sight) {}

    private static Followed followed(LeadTurn turn, Change change, @Nullable CrmOwner owner) {
        Rep rep = change.owner() == null ? null : rep(turn, change, change.owner(), owner);
        Given held = turn.held().orElse(null);
        boolean same = held != null && rep != null && held.offer().rep().equals(rep.key());
        boolean older =
                turn.open().stream()
                        .anyMatch(given -> change.at().isBefore(given.offer().offeredAt()));
        if (same) {
            return new Followed(null, sight(turn, change, rep));
        }
        if (older) {
            return new Followed(null, null);
        }
        return switch (turn.file().status()) {
            case NEW -> new Followed(null, null);
            case COMPLETED, REJECTED -> told(turn, change, rep, owner);
            // Nobody's there and nobody's here is no change: it may be what we wrote ourselves.
            case ASSIGNED, QUEUED ->
                    change.owner() == null && held == null
                            ? new Followed(null, sight(turn, change, null))
                            : moved(turn, change, rep, owner);
        };
    }

    /** By the id that an admin has noted, else by e-mail. */
    private static @Nullable Rep rep(
            LeadTurn turn, Change change, String id, @Nullable CrmOwner owner) {
        return OwningReps.of(change.connection().key(), turn.configuration().roster().reps())
                .rep(id, owner == null ? null : owner.email())
                .filter(Rep::active)
                .orElse(null);
    }

    private static Followed moved(
            LeadTurn turn, Change change, @Nullable Rep rep, @Nullable CrmOwner owner) {
        if (rep == null && turn.open().isEmpty()) {
            return told(turn, change, null, owner);
        }
        Map<String, Object> detail = detail(change, rep, owner);
        turn.held()
                .map(Given::offer)
                .ifPresent(offer -> {
                    detail.put("from", offer.rep().value());
                    if (change.at().isBefore(offer.offeredAt().plus(SOON))) {
                        detail.put("contested", true);
                    }
                });
        turn.tell(ENTRY, voice(change), detail);
        String crm = change.connection().type();
        Parting parting =
                new Parting(
                        AssignmentState.REASSIGNED,
                        "its owner was changed in %s".formatted(crm),
                        "Somebody else was made its owner in the CRM.",
                        null,
                        voice(change));
        if (rep != null) {
            turn.follow(rep, "owns it in %s".formatted(crm), parting);
        } else {
            turn.queue(
                    parting,
                    turn.standing().queueOfItsRule(),
                    change.owner() == null
                            ? "nobody owns it in %s any more".formatted(crm)
                            : "its owner in %s is no active rep".formatted(crm));
        }
        return new Followed(
                Acted.done(AuditAction.LEAD_REASSIGNED, detail), sight(turn, change, rep));
    }

    /** Where nobody loses it. */
    private static Followed told(
            LeadTurn turn, Change change, @Nullable Rep rep, @Nullable CrmOwner owner) {
        turn.tell(ENTRY, voice(change), detail(change, rep, owner));
        return new Followed(null, sight(turn, change, rep));
    }

    private static Map<String, Object> detail(
            Change change, @Nullable Rep rep, @Nullable CrmOwner owner) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("connection", change.connection().key().value());
        if (change.owner() != null) {
            detail.put("owner", change.owner());
        }
        if (rep != null) {
            detail.put("rep", rep.key().value());
        } else if (owner != null && !owner.name().isBlank()) {
            detail.put("name", owner.name());
        }
        return detail;
    }

    private static Voice voice(Change change) {
        return new Voice(change.connection().type(), Voice.CRM);
    }

    private static Sight sight(LeadTurn turn, Change change, @Nullable Rep rep) {
        return new Sight(
                change.tenant(),
                change.connection().key(),
                change.record(),
                change.owner(),
                rep == null ? null : rep.key(),
                turn.now());
    }

    private Mono<Void> keep(Change change, LeadId lead, Followed followed) {
        return Mono.justOrEmpty(followed.sight())
                .flatMap(owners::seen)
                .then(note(change, lead, followed.acted()));
    }

    private Mono<Void> note(Change change, LeadId lead, @Nullable Acted acted) {
        return acted == null
                ? Mono.empty()
                : trail.append(
                        change.tenant(),
                        AuditEntry.by(
                                new Actor.Connection(
                                        change.connection().key().value(),
                                        change.connection().type()),
                                Objects.requireNonNull(acted.action()),
                                "lead:" + lead,
                                acted.detail()));
    }

    private static TranslationFailedException failed(CrmRefusedException refused) {
        return switch (refused.attempt()) {
            case Attempt.NotYet(var pause) -> again(pause, refused);
            case Attempt.Retry(var after, _) -> again(after, refused);
            case Attempt.Patience(var time, _) -> again(time, refused);
            case Attempt.RetryFew _ -> again(null, refused);
            case Attempt.Delivered _,
                    Attempt.WrongTarget _,
                    Attempt.Dead _,
                    Attempt.ConnectionDead _ ->
                    again(Duration.ofMinutes(5), refused);
        };
    }

    private static TranslationFailedException again(
            @Nullable Duration after, CrmRefusedException refused) {
        return new TranslationFailedException(
                true,
                after,
                "CRM_OWNER_NOT_READ",
                "who owns the record in the CRM could not be read",
                refused);
    }
}
