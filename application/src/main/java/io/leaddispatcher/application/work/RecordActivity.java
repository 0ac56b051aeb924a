package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rep has done something about a lead: called, written, met, or noted something down. It is read
 * in the lead's timeline.
 *
 * <p>The document says the {@code type} ({@code CALL EMAIL SMS MEETING NOTE}), when it was ({@code
 * at}, else now), a {@code note}, {@code withCustomer} when it is the customer's turn now, so that
 * the clocks stand still until something is done again, {@code reply} when the customer has
 * answered, which ends what is written to them by itself, and {@code rep} when it is told on
 * somebody's behalf.
 */
@UseCase
public final class RecordActivity {

    private static final int LONGEST_NOTE = 10_000;

    /** What a rep can do. */
    enum Type {
        CALL,
        EMAIL,
        SMS,
        MEETING,
        NOTE;

        /** The task that is done by it; null: none. */
        NextAction.@Nullable Task done() {
            return switch (this) {
                case CALL, MEETING -> NextAction.Task.CALL;
                case EMAIL -> NextAction.Task.EMAIL;
                case SMS -> NextAction.Task.SMS;
                case NOTE -> null;
            };
        }
    }

    private final Acting acting;

    public RecordActivity(Acting acting) {
        this.acting = acting;
    }

    private record Activity(
            @Nullable RepKey onBehalfOf,
            Type type,
            @Nullable Instant at,
            @Nullable String note,
            boolean withCustomer,
            boolean reply)
            implements Acting.Wish {

        static Activity read(Map<String, ?> sent) {
            ActBody body = new ActBody(sent);
            Part document = body.document();
            Activity activity =
                    new Activity(
                            body.rep(),
                            document.requiredProperty("type")
                                    .flatMap(part -> part.asOneOf(Type.class))
                                    .orElse(Type.NOTE),
                            document.property("at").flatMap(Part::asInstant).orElse(null),
                            document.property("note")
                                    .flatMap(part -> part.asText(LONGEST_NOTE))
                                    .orElse(null),
                            document.flag("withCustomer", false),
                            document.flag("reply", false));
            body.finish();
            return activity;
        }

        /** Whether the two speak with each other, so that nothing is written by itself any more. */
        boolean isConversation() {
            return reply || withCustomer || type == Type.MEETING;
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.onOwn(act, Activity::read, (turn, activity) -> record(act, turn, activity));
    }

    /** Also of a lead that nobody has, for those who may work all of them. */
    private static Acted record(Act act, LeadTurn turn, Activity activity) {
        RepKey holder = Acting.holder(turn);
        Instant now = turn.now();
        Instant said = activity.at() == null ? now : activity.at();
        if (said.isAfter(now.plus(Outcome.AHEAD))) {
            throw new InvalidInputException("/at", OUT_OF_RANGE, "must not lie in the future");
        }
        Instant at = said.isAfter(now) ? now : said;
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", activity.type().name());
        detail.put("at", at.toString());
        if (activity.note() != null) {
            detail.put("note", activity.note());
        }
        if (activity.withCustomer()) {
            detail.put("withCustomer", true);
        }
        if (activity.reply()) {
            detail.put("reply", true);
        }
        if (activity.isConversation()) {
            turn.replied();
        }
        turn.acted(activity.type().done(), act.voice(holder), activity.withCustomer());
        turn.tell("ACTIVITY_RECORDED", act.voice(holder), detail);
        return Acted.done(AuditAction.ACTIVITY_RECORDED, Map.of("type", activity.type().name()));
    }
}
