package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody gives a lead to a rep of their choice, to the next of a pool, to the next in line
 * without whoever has it, or has it wait in a queue. A lock binds the policy only, not a person.
 *
 * <p>The document says {@code to} whom ({@code {"rep"}}, {@code {"pool"}}, {@code {"queue"}} or
 * {@code {"next":true}}) and the {@code reason}; {@code rep} when it is done on somebody's behalf.
 */
@UseCase
public final class ReassignLead {

    private static final String NEXT = "next";

    private final Acting acting;

    public ReassignLead(Acting acting) {
        this.acting = acting;
    }

    /** To whom a lead goes. */
    private sealed interface To {
        record OneRep(RepKey rep) implements To {}

        record Pool(PoolKey pool) implements To {}

        record Queue(QueueKey queue) implements To {}

        record Next() implements To {}

        /** Null when it is not said, or wrong. */
        static @Nullable To read(Part part) {
            if (!part.requireObject()) {
                return null;
            }
            RepKey rep = ActBody.key(part, "rep", RepKey::new);
            PoolKey pool = ActBody.key(part, "pool", PoolKey::new);
            QueueKey queue = ActBody.key(part, "queue", QueueKey::new);
            boolean next = part.flag(NEXT, false);
            part.refuseUnknown();
            List<To> said =
                    Stream.<@Nullable To>of(
                                    rep == null ? null : new OneRep(rep),
                                    pool == null ? null : new Pool(pool),
                                    queue == null ? null : new Queue(queue),
                                    next ? new Next() : null)
                            .flatMap(Stream::ofNullable)
                            .toList();
            if (said.size() != 1) {
                part.violation(MALFORMED, "must be exactly one of rep, pool, queue, \"next\":true");
                return null;
            }
            return said.getFirst();
        }
    }

    private record Wish(@Nullable RepKey onBehalfOf, To to, String reason) implements Acting.Wish {

        static Wish read(Act act) {
            ActBody body = new ActBody(act.document());
            RepKey rep = body.rep();
            String reason = body.reason(act.caller().actor());
            To to =
                    body.document()
                            .requiredProperty("to")
                            .flatMap(part -> Optional.ofNullable(To.read(part)))
                            .orElse(new To.Next());
            body.finish();
            return new Wish(rep, to, reason);
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.onOwn(act, _ -> Wish.read(act), (turn, wish) -> reassign(act, turn, wish));
    }

    private static Acted reassign(Act act, LeadTurn turn, Wish wish) {
        RepKey holder = Acting.holder(turn);
        return switch (turn.file().status()) {
            case NEW -> Acted.only(new ActOutcome.NotRouted());
            case COMPLETED -> Acted.only(new ActOutcome.Over());
            case ASSIGNED, QUEUED, REJECTED -> to(act, turn, wish, holder);
        };
    }

    private static Acted to(Act act, LeadTurn turn, Wish wish, @Nullable RepKey holder) {
        Parting parting =
                new Parting(
                        AssignmentState.REASSIGNED,
                        wish.reason(),
                        // What a person wrote goes to nobody by Slack or e-mail.
                        Acting.told(act, holder, "Somebody gave it to somebody else."),
                        null,
                        // Who takes a lead from its rep does not do it in that rep's name.
                        act.voice(wish.onBehalfOf()));
        boolean nobodys = turn.open().isEmpty();
        Acted acted =
                switch (wish.to()) {
                    case To.OneRep(var key) -> toRep(turn, parting, holder, key);
                    case To.Pool(var key) -> toPool(turn, parting, key);
                    case To.Queue(var key) -> toQueue(turn, wish, parting, key);
                    case To.Next() -> toNext(turn, parting);
                };
        if (nobodys && acted.outcome() instanceof ActOutcome.Done) {
            // Else whoever parts with it is told of with the reason.
            Map<String, Object> story = new LinkedHashMap<>(acted.detail());
            story.remove("to", NEXT);
            story.put("reason", wish.reason());
            story.put("cause", Cause.MANUAL.name());
            turn.tell("REROUTED", parting.by(), story);
        }
        return acted;
    }

    private static Acted toRep(
            LeadTurn turn, Parting parting, @Nullable RepKey holder, RepKey key) {
        Rep rep =
                turn.configuration()
                        .roster()
                        .rep(key)
                        .filter(Rep::active)
                        .orElseThrow(() ->
                                new InvalidInputException(
                                        "/to/rep",
                                        UNKNOWN_REFERENCE,
                                        "there is no active rep '%s'".formatted(key)));
        if (key.equals(holder)) {
            return Acted.only(new ActOutcome.HeldByAnother(holder));
        }
        return turn.give(rep, "given by hand", Cause.MANUAL, parting).given()
                ? done(Map.of("to", key.value()))
                : Acted.only(new ActOutcome.Full(key));
    }

    private static Acted toPool(LeadTurn turn, Parting parting, PoolKey key) {
        if (turn.configuration().pool(key).isEmpty()) {
            throw new InvalidInputException(
                    "/to/pool", UNKNOWN_REFERENCE, "there is no pool '%s'".formatted(key));
        }
        return turn.give(key, "next of the pool, given by hand", Cause.MANUAL, parting).given()
                ? done(Map.of("pool", key.value()))
                : Acted.only(new ActOutcome.NobodyLeft());
    }

    private static Acted toQueue(LeadTurn turn, Wish wish, Parting parting, QueueKey key) {
        if (turn.configuration().queue(key).isEmpty()) {
            throw new InvalidInputException(
                    "/to/queue", UNKNOWN_REFERENCE, "there is no queue '%s'".formatted(key));
        }
        turn.queue(parting, key, "put there by hand: %s".formatted(wish.reason()));
        return done(Map.of("queue", key.value()));
    }

    /** Of the pool that it came from; where that is none, or is gone, the policy decides again. */
    private static Acted toNext(LeadTurn turn, Parting parting) {
        PoolKey pool =
                turn.open().stream()
                        .map(given -> given.offer().pool())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .filter(key -> turn.configuration().pool(key).isPresent())
                        .orElse(null);
        if (pool != null) {
            return toPool(turn, parting, pool);
        }
        turn.withoutHolder();
        turn.again(Cause.MANUAL, parting);
        return done(Map.of("to", NEXT));
    }

    /** What a person wrote stands in the story only: the audit log cannot forget it. */
    private static Acted done(Map<String, Object> to) {
        return Acted.done(AuditAction.LEAD_REASSIGNED, to);
    }
}
