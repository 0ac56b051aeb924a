package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;

import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A lead goes back to whoever has handed it off: to the rep, who need not be within hours; to who
 * stands in for one who is out of office; else it waits for the rep's team, and the rep is told.
 *
 * @param from who gives it back
 * @param asked where it waits should the rep not be there; null: where the team's leads wait, else
 *     those of its rule
 */
record GiveBack(
        LeadTurn turn,
        RepKey from,
        String reason,
        OpenHandoff handoff,
        RepKey giver,
        @Nullable QueueKey asked) {

    private static final int LONGEST_NOTES = 200;

    /** With these a rep would not see it for long, or must not get it. */
    private static final Set<UnavailabilityReason> KEEP_OUT =
            EnumSet.of(
                    UnavailabilityReason.INACTIVE,
                    UnavailabilityReason.PAUSED,
                    UnavailabilityReason.OUT_OF_OFFICE,
                    UnavailabilityReason.AT_CAPACITY);

    /** In which leads of a team wait that are for nobody else. */
    private static final Set<QueueType> FOR_THE_TEAM =
            EnumSet.of(QueueType.CUSTOM, QueueType.FALLBACK, QueueType.PRIORITY);

    /** Fails when nobody has handed it off, or nobody else than who has it. */
    static GiveBack of(LeadTurn turn, RepKey from, String reason, @Nullable QueueKey asked) {
        OpenHandoff handoff = turn.handoff().orElseThrow(() -> nobody("nobody has handed it off"));
        RepKey giver = handoff.giver();
        if (giver == null) {
            throw nobody("nobody had it when it was handed off");
        }
        if (giver.equals(from)) {
            throw nobody("'%s' has it again".formatted(giver));
        }
        return new GiveBack(turn, from, reason, handoff, giver, asked);
    }

    private static InvalidInputException nobody(String why) {
        return new InvalidInputException("/toGiver", CONFLICT, why);
    }

    /** Does it. Answers the queue in which it waits; null when somebody has it. */
    @Nullable QueueKey with(Parting parting) {
        Rep rep = turn.configuration().roster().rep(giver).orElse(null);
        Rep taker = rep == null ? null : taker(rep).orElse(null);
        String against = rep == null ? "UNKNOWN" : words(turn.against(rep));
        QueueKey queue = taker == null ? queue() : null;
        tell(parting, taker, queue, against);
        if (taker != null && turn.give(taker, because(), Cause.MANUAL, parting).given()) {
            return null;
        }
        QueueKey waits = queue == null ? queue() : queue;
        turn.queue(parting, waits, "given back by %s: %s".formatted(from, reason));
        if (rep != null && rep.active()) {
            turn.inform(rep, news(waits));
        }
        return waits;
    }

    private Optional<Rep> taker(Rep rep) {
        if (isFree(rep)) {
            return Optional.of(rep);
        }
        return rep.active() && turn.against(rep).contains(UnavailabilityReason.OUT_OF_OFFICE)
                ? rep.delegateAt(turn.now())
                        .filter(delegate -> !delegate.equals(from))
                        .flatMap(turn.configuration().roster()::rep)
                        .filter(this::isFree)
                : Optional.empty();
    }

    private boolean isFree(Rep rep) {
        return turn.against(rep).stream().noneMatch(KEEP_OUT::contains);
    }

    private static String words(List<UnavailabilityReason> reasons) {
        return reasons.stream()
                .filter(KEEP_OUT::contains)
                .map(UnavailabilityReason::name)
                .collect(Collectors.joining(", "));
    }

    private void tell(
            Parting parting, @Nullable Rep taker, @Nullable QueueKey queue, String against) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", handoff.type().name());
        detail.put("from", from.value());
        detail.put("to", taker == null ? giver.value() : taker.key().value());
        detail.put("reason", reason);
        if (!against.isEmpty()) {
            detail.put("against", against);
        }
        if (queue != null) {
            detail.put("queue", queue.value());
        }
        turn.tell(OpenHandoff.RETURNED, parting.by(), detail);
    }

    private QueueKey queue() {
        if (asked != null) {
            return asked;
        }
        Set<TeamKey> teams =
                turn.configuration().roster().teamsOf(giver).stream()
                        .map(Team::key)
                        .collect(Collectors.toSet());
        return turn.configuration().queues().stream()
                .filter(queue -> FOR_THE_TEAM.contains(queue.type()))
                .filter(queue -> queue.team() != null && teams.contains(queue.team()))
                .min(Comparator.comparing(Queue::type).thenComparing(Queue::key))
                .map(Queue::key)
                .orElseGet(() -> turn.standing().queueOfItsRule());
    }

    /** Why the rep gets it, also in the message. */
    private String because() {
        return mayBeTold()
                ? "%s gave it back: %s%s".formatted(turn.name(from), reason, notes())
                : "%s gave back what was handed off to %s".formatted(turn.name(from), type());
    }

    private String news(QueueKey waits) {
        String name = turn.configuration().queue(waits).map(Queue::name).orElseGet(waits::value);
        return "%s gave it back%s. It waits in the queue %s."
                .formatted(turn.name(from), mayBeTold() ? ": " + reason + notes() : "", name);
    }

    private String notes() {
        String said = handoff.notes();
        if (said == null) {
            return "";
        }
        return " (handed off to %s with: %s)"
                .formatted(
                        type(),
                        said.codePointCount(0, said.length()) <= LONGEST_NOTES
                                ? said
                                : said.substring(0, said.offsetByCodePoints(0, LONGEST_NOTES))
                                        + "\u2026");
    }

    /** What people write may say anything: where fields are sensitive it goes into no message. */
    private boolean mayBeTold() {
        return !turn.configuration().fields().hasSensitive();
    }

    private String type() {
        return handoff.type().name().toLowerCase(Locale.ROOT);
    }
}
