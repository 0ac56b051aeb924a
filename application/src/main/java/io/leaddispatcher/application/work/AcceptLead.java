package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.queue.QueueAccess;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rep takes a lead: one that was offered, of which several may have been asked and the first gets
 * it, or one that waits in a queue. To accept twice is to accept once.
 *
 * <p>The document says {@code rep} when a program takes it on somebody's behalf.
 */
@UseCase
public final class AcceptLead {

    private static final Parting NOBODY = Parting.taken("taken from the queue", "");

    private final Acting acting;

    public AcceptLead(Acting acting) {
        this.acting = acting;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.on(
                act,
                (turn, right) -> {
                    ActBody body = new ActBody(act.document());
                    RepKey named = body.rep();
                    body.finish();
                    return accept(act, turn, right, right.acting(named));
                });
    }

    private static Acted accept(Act act, LeadTurn turn, WorkRight right, @Nullable RepKey taker) {
        Given held = turn.held().orElse(null);
        if (held != null) {
            return Acting.covers(right, turn)
                    ? acceptHeld(act, turn, held, taker)
                    : Acted.only(Acting.refusal(act, turn, right));
        }
        if (!turn.open().isEmpty()) {
            return acceptFirst(act, turn, right, taker);
        }
        return switch (turn.file().status()) {
            case QUEUED -> claim(act, turn, right, taker);
            case NEW -> Acted.only(unless(right, new ActOutcome.NotRouted()));
            case ASSIGNED, COMPLETED, REJECTED -> Acted.only(unless(right, new ActOutcome.Over()));
        };
    }

    /** Of a lead that is not a rep's own, a rep hears nothing. */
    private static ActOutcome unless(WorkRight right, ActOutcome outcome) {
        return right.hearsOfAll() ? outcome : new ActOutcome.Unknown();
    }

    private static Acted acceptHeld(Act act, LeadTurn turn, Given held, @Nullable RepKey taker) {
        RepKey holder = held.offer().rep();
        if (taker != null && !taker.equals(holder)) {
            return Acted.only(new ActOutcome.HeldByAnother(holder));
        }
        if (held.state() == AssignmentState.ACCEPTED) {
            return Acted.only(new ActOutcome.Done());
        }
        return standing(act, turn, held);
    }

    /** Of those who were asked at once. */
    private static Acted acceptFirst(
            Act act, LeadTurn turn, WorkRight right, @Nullable RepKey taker) {
        if (taker == null) {
            throw new InvalidInputException(
                    "/rep", REQUIRED, "several are asked: say who takes it");
        }
        if (!right.covers(taker, turn.configuration().roster())) {
            return Acted.only(Acting.refusal(act, turn, right));
        }
        Given asked = turn.openFor(taker).orElse(null);
        if (asked == null) {
            return Acted.only(
                    right.hearsOfAll()
                            ? new ActOutcome.HeldByAnother(null)
                            : Acting.refusal(act, turn, right));
        }
        Rep rep = turn.configuration().roster().rep(taker).orElse(null);
        return rep == null || !turn.hasRoom(rep, asked)
                ? Acted.only(new ActOutcome.Full(taker))
                : standing(act, turn, asked);
    }

    /** What has lapsed is no offer any more, though nobody has passed it on yet. */
    private static Acted standing(Act act, LeadTurn turn, Given given) {
        Instant until = given.offer().expiresAt();
        if (until != null && !turn.now().isBefore(until)) {
            return Acted.only(new ActOutcome.Lapsed(until));
        }
        turn.accept(given, act.voice(given.offer().rep()));
        return accepted(given.offer().rep());
    }

    private static Acted accepted(RepKey rep) {
        return Acted.done(AuditAction.LEAD_ACCEPTED, Map.of("rep", rep.value()));
    }

    /** Who may act on all leads may give one to anybody, and so have anybody take it. */
    private static Acted claim(Act act, LeadTurn turn, WorkRight right, @Nullable RepKey taker) {
        return switch (right) {
            case WorkRight.All _ -> claim(act, turn, named(taker));
            case WorkRight.Teams _ -> claimForTeam(act, turn, right, taker);
            case WorkRight.Own(var own) -> claimOwn(act, turn, own, taker);
            case WorkRight.None _ -> Acted.only(new ActOutcome.Unknown());
        };
    }

    /** A rep, for oneself, out of a queue of one's own teams. */
    private static Acted claimOwn(Act act, LeadTurn turn, RepKey own, @Nullable RepKey taker) {
        boolean may =
                own.equals(taker)
                        && turn.queue()
                                .filter(queue -> access(turn).mayClaim(queue, own))
                                .isPresent();
        return may ? claim(act, turn, own) : Acted.only(new ActOutcome.Unknown());
    }

    /** A manager, for a rep of a team of one's own. */
    private static Acted claimForTeam(
            Act act, LeadTurn turn, WorkRight right, @Nullable RepKey taker) {
        if (!Acting.covers(right, turn)) {
            throw WorkRight.ofAnotherTeam(act.caller());
        }
        if (taker != null && !right.covers(taker, turn.configuration().roster())) {
            throw WorkRight.notOfYours(taker);
        }
        RepKey rep = named(taker);
        if (turn.queue().filter(queue -> !access(turn).mayClaimFor(queue, rep)).isPresent()) {
            throw new InvalidInputException(
                    "/rep",
                    CONFLICT,
                    "'%s' is no active member of the team of the queue".formatted(rep));
        }
        return claim(act, turn, rep);
    }

    private static RepKey named(@Nullable RepKey taker) {
        if (taker == null) {
            throw new InvalidInputException("/rep", REQUIRED, "nobody has it: say who takes it");
        }
        return taker;
    }

    private static Acted claim(Act act, LeadTurn turn, RepKey taker) {
        Rep rep =
                turn.configuration()
                        .roster()
                        .rep(taker)
                        .filter(Rep::active)
                        .orElseThrow(() ->
                                new InvalidInputException(
                                        "/rep",
                                        UNKNOWN_REFERENCE,
                                        "there is no active rep '%s'".formatted(taker)));
        return turn.claim(rep, "took it from the queue", NOBODY, act.voice(taker)).given()
                ? accepted(taker)
                : Acted.only(new ActOutcome.Full(taker));
    }

    private static QueueAccess access(LeadTurn turn) {
        return new QueueAccess(turn.configuration().roster());
    }
}
