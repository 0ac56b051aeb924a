package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.handoff.HandoffSummary;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.policy.Target.HandoffType;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A lead is passed on to others, with what they need to know. It waits for them in a queue; one
 * that goes back to sales without saying where is routed by the policy, with all that is known by
 * now.
 *
 * <p>The document says the {@code type}; the {@code summary}, of which the lead fills in what it
 * says itself; a {@code reason}; the {@code queue}, unless the first of this type is meant; {@code
 * rep} when it is done on somebody's behalf.
 */
@UseCase
public final class HandOffLead {

    private final Acting acting;

    public HandOffLead(Acting acting) {
        this.acting = acting;
    }

    private record Wish(
            @Nullable RepKey onBehalfOf,
            HandoffType type,
            @Nullable QueueKey queue,
            Object summary,
            @Nullable String reason)
            implements Acting.Wish {

        static Wish read(Map<String, ?> sent) {
            ActBody body = new ActBody(sent);
            Part document = body.document();
            Wish wish =
                    new Wish(
                            body.rep(),
                            document.requiredProperty("type")
                                    .flatMap(part -> part.asOneOf(HandoffType.class))
                                    .orElse(HandoffType.SALES),
                            ActBody.key(document, "queue", QueueKey::new),
                            document.property("summary")
                                    .flatMap(part -> Optional.ofNullable(part.value()))
                                    .orElse(Map.of()),
                            body.reasonIfAny());
            body.finish();
            return wish;
        }

        HandoffSummary summary(LeadTurn turn, Actor by) {
            Violations violations = new Violations();
            FieldCatalogue fields = turn.configuration().fields();
            HandoffSummary read =
                    HandoffSummary.read(
                            Part.root(Map.of("summary", summary), violations)
                                    .property("summary")
                                    .orElseThrow(),
                            type,
                            ActBody.mustExplain(by),
                            path -> fields.isSensitive(path) ? Optional.empty() : text(turn, path),
                            Optional.ofNullable(reason));
            violations.refuseIfAny();
            return read;
        }

        private static Optional<String> text(LeadTurn turn, String path) {
            return turn.file()
                    .lead()
                    .value(path)
                    .flatMap(value ->
                            value instanceof FieldValue.Text(var text)
                                    ? Optional.of(text)
                                    : Optional.empty());
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.onOwn(act, Wish::read, (turn, wish) -> handOff(act, turn, wish));
    }

    private static Acted handOff(Act act, LeadTurn turn, Wish wish) {
        RepKey holder = Acting.holder(turn);
        return switch (turn.file().status()) {
            case NEW -> Acted.only(new ActOutcome.NotRouted());
            case COMPLETED -> Acted.only(new ActOutcome.Over());
            case ASSIGNED, QUEUED, REJECTED -> passOn(act, turn, wish, holder);
        };
    }

    private static Acted passOn(Act act, LeadTurn turn, Wish wish, @Nullable RepKey holder) {
        HandoffSummary summary = wish.summary(turn, act.caller().actor());
        Optional<QueueKey> queue = queue(turn, wish);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", wish.type().name());
        if (holder != null) {
            detail.put("from", holder.value());
        }
        queue.ifPresent(key -> detail.put("queue", key.value()));
        if (wish.reason() != null) {
            detail.put("reason", wish.reason());
        }
        detail.put("summary", new TreeMap<>(summary.values()));
        turn.tell(OpenHandoff.HANDED_OFF, act.voice(holder), detail);
        String to = "handed off to " + wish.type().name().toLowerCase(Locale.ROOT);
        Parting parting =
                new Parting(
                        AssignmentState.REASSIGNED,
                        to,
                        Acting.told(act, holder, "Somebody handed it off."),
                        null,
                        act.voice(holder));
        queue.ifPresentOrElse(
                key -> turn.queue(parting, key, to),
                () -> {
                    turn.withoutHolder();
                    turn.again(Cause.MANUAL, parting);
                });
        return Acted.done(AuditAction.LEAD_HANDED_OFF, Map.of("type", wish.type().name()));
    }

    /** Where it waits for them. Empty: it is routed by the policy. */
    private static Optional<QueueKey> queue(LeadTurn turn, Wish wish) {
        if (wish.queue() != null) {
            return Optional.of(Waiting.in(turn, wish.queue()));
        }
        if (wish.type() == HandoffType.SALES) {
            return Optional.empty();
        }
        return Optional.of(
                turn.configuration()
                        .queueOf(QueueType.valueOf(wish.type().name()))
                        .map(Queue::key)
                        .orElseThrow(() ->
                                new InvalidInputException(
                                        "/queue",
                                        REQUIRED,
                                        "there is no queue of the type %s: say which"
                                                .formatted(wish.type()))));
    }
}
